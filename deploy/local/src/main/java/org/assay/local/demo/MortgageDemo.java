package org.assay.local.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
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
    onStage(
        (demo, tokens) -> {
          if (python == null) {
            demo.play();
          } else {
            demo.play(new MlflowScript(python, demo.gateway.address(), tokens));
          }
        });
  }

  /** Plays the story of the same model under the policy {@code demo/1}, by which it is HIGH. */
  public static void playHighRisk() {
    onStage((demo, _) -> demo.play(demo.prepareHighRisk(PATIENCE)));
  }

  private static void onStage(BiConsumer<MortgageDemo, TokenSource> play) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    URI gateway = address("ASSAY_GATEWAY_PORT", "8080", "");
    URI issuer = address("ASSAY_KEYCLOAK_PORT", "8180", "/realms/assay");
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      PasswordGrant tokens = new PasswordGrant(issuer, http, Clock.systemUTC());
      GatewayClient client = new GatewayClient(gateway, http, tokens);
      play.accept(new MortgageDemo(client, new Narrator(out), Clock.systemUTC()), tokens);
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
    take(steps);
    end(story.gate(), "That was the whole story.");
  }

  /** Takes every step of a story of high risk and says where to look next. */
  public void play(HighRiskStory story) {
    narrator.say(
        "The mortgage model as what it is, a model that decides about credit, under the policy"
            + " demo/1, through the gateway at "
            + gateway.address()
            + ".\n"
            + "This run registers "
            + story.modelName()
            + ". Nothing is released in the end.");
    take(story.steps());
    end(story.gate(), "That is as far as this policy lets it come.");
  }

  private void take(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      narrator.step(i + 1, steps.get(i).title());
      steps.get(i).take();
    }
  }

  /** A story in the next free project, whose waits end after the given time. */
  public MortgageStory prepare(Duration patience) {
    Stage stage = new Stage(gateway, narrator, clock, patience);
    return new MortgageStory(
        stage, MortgageModel.find(), nextFree(stage, "lead", "/api/v1/projects/", "credit"));
  }

  /** A story of high risk with the next free model, whose waits end after the given time. */
  public HighRiskStory prepareHighRisk(Duration patience) {
    Stage stage = new Stage(gateway, narrator, clock, patience);
    String models = "/api/v1/models/" + HighRiskStory.PROJECT + ".";
    return new HighRiskStory(
        stage, MortgageModel.find(), nextFree(stage, "lead-2", models, "denial"));
  }

  private static String nextFree(Stage stage, String account, String path, String first) {
    for (int run = 1; run <= MANY_RUNS; run++) {
      String name = run == 1 ? first : first + "-" + run;
      Answer answer = stage.quietly(Request.get(Sender.account(account), path + name));
      if (answer.status() == 404) {
        return name;
      }
      if (!answer.ok()) {
        throw new StoryFailed(
            "Looking for a free name, %s answered %d %s"
                .formatted(path + name, answer.status(), answer.body()));
      }
    }
    throw new StoryFailed(
        "%s is taken up to %s-%d: ./assay down --wipe starts anew."
            .formatted(path + first, first, MANY_RUNS));
  }

  private void end(String gate, String whatItWas) {
    narrator.say(
        """

        %3$s Where to look next:
          %1$s/docs             every operation, to read
          %1$s/openapi          the same as OpenAPI 3.1 (?format=yaml for YAML)
          ./assay token engineer              a bearer token for your own requests (5 minutes)
          examples/mortgage/README.md         how the model was made, and its limits
          curl -s -u ci:ci '%1$s%2$s'
                                              the question of a CI job before it deploys\
        """
            .formatted(gateway.address(), gate, whatItWas));
  }

  private static URI address(String variable, String preset, String path) {
    String port = System.getenv().getOrDefault(variable, preset);
    return URI.create("http://localhost:" + port + path);
  }
}
