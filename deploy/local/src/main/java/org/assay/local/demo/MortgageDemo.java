package org.assay.local.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assay.local.python.PythonEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Walks the mortgage story through a running installation, for {@code ./assay demo}. It can be run
 * again: each run takes the next free project, {@code credit}, {@code credit-2} and so on. The exit
 * code is 1 if a step comes out differently from what it should.
 */
public final class MortgageDemo {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MANY_RUNS = 10_000;

  private final GatewayClient gateway;
  private final Narrator narrator;
  private final Clock clock;

  /** Plays through this gateway and tells this narrator. */
  public MortgageDemo(GatewayClient gateway, Narrator narrator, Clock clock) {
    this.gateway = gateway;
    this.narrator = narrator;
    this.clock = clock;
  }

  /**
   * Plays the story; the addresses come from the variables that {@code ./assay help} lists.
   *
   * @param python where MLflow is installed, for the story with MLflow; absent for the one with
   *     curl alone
   */
  public static void play(@Nullable PythonEnvironment python) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    URI gateway = address("ASSAY_GATEWAY_PORT", "8080", "");
    URI issuer = address("ASSAY_KEYCLOAK_PORT", "8180", "/realms/assay");
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      PasswordGrant tokens = new PasswordGrant(issuer, http, Clock.systemUTC());
      GatewayClient client = new GatewayClient(gateway, http, tokens);
      MortgageDemo demo = new MortgageDemo(client, new Narrator(out), Clock.systemUTC());
      if (python == null) {
        demo.play();
      } else {
        demo.play(new MlflowScript(python, gateway, tokens));
      }
    } catch (StoryFailed e) {
      out.println();
      out.println("The demo stopped here. " + e.getMessage());
      out.println("./assay status shows what runs, ./assay logs NAME what a part says.");
      System.exit(1);
    }
  }

  /** Takes every step of a new story and says where to look next. */
  public void play() {
    MortgageStory story = prepare(PATIENCE);
    play(story, story.steps());
  }

  /** The same, where the engineer's part is done by a script that knows MLflow only. */
  public void play(MlflowScript script) {
    MortgageStory story = prepare(PATIENCE);
    play(story, story.stepsWith(script));
  }

  private void play(MortgageStory story, List<Step> steps) {
    narrator.say(
        "A mortgage model, from a project's idea to an allowed release, through the gateway at "
            + gateway.address()
            + ".\n"
            + "Each request can be repeated with curl; ./assay token NAME prints a demo account's"
            + " token.");
    narrator.say(
        story.project().equals("credit")
            ? "This run plays in the project credit; the next one will take credit-2."
            : "Earlier runs took the projects before it: this run plays in "
                + story.project()
                + ".");
    for (int i = 0; i < steps.size(); i++) {
      narrator.step(i + 1, steps.get(i).title());
      steps.get(i).take();
    }
    end(story);
  }

  /** A story in the next free project, whose waits end after the given time. */
  public MortgageStory prepare(Duration patience) {
    Stage stage = new Stage(gateway, narrator, clock, patience);
    return new MortgageStory(stage, MortgageModel.find(), nextFree(stage));
  }

  private static String nextFree(Stage stage) {
    for (int run = 1; run <= MANY_RUNS; run++) {
      String key = run == 1 ? "credit" : "credit-" + run;
      Answer answer = stage.quietly(Request.get(Sender.account("lead"), "/api/v1/projects/" + key));
      if (answer.status() == 404) {
        return key;
      }
      if (!answer.ok()) {
        throw new StoryFailed(
            "Looking for a free project, %s answered %d %s"
                .formatted(key, answer.status(), answer.body()));
      }
    }
    throw new StoryFailed(
        "The projects up to credit-" + MANY_RUNS + " are taken: ./assay down --wipe starts anew.");
  }

  private void end(MortgageStory story) {
    narrator.say(
        """

        That was the whole story. Where to look next:
          %1$s/docs             every operation, to read
          %1$s/openapi          the same as OpenAPI 3.1 (?format=yaml for YAML)
          ./assay token engineer              a bearer token for your own requests (5 minutes)
          examples/mortgage/README.md         how the model was made, and its limits
          curl -s -u ci:ci '%1$s%2$s'
                                              the question of a CI job before it deploys\
        """
            .formatted(gateway.address(), story.gate()));
  }

  private static URI address(String variable, String preset, String path) {
    String port = System.getenv().getOrDefault(variable, preset);
    return URI.create("http://localhost:" + port + path);
  }
}
