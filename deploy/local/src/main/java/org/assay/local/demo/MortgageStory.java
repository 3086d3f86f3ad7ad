package org.assay.local.demo;

import static org.assay.local.demo.Sender.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The story of one model, step by step. It keeps what earlier steps learnt, so its steps are taken
 * once and in order; between two of them anything may happen to the installation that it is built
 * to survive.
 */
public final class MortgageStory {

  private static final Sender LEAD = account("lead");
  private static final Sender ENGINEER = account("engineer");
  private static final Sender ETHICS_REVIEWER = account("ethics-reviewer");
  private static final Sender PERFORMANCE_REVIEWER = account("performance-reviewer");
  private static final Sender ADMIN = account("admin");
  private static final Sender CI = new Sender.Machine("ci", "ci");
  private static final String OTHER_BYTES = "sha256:" + "0123456789abcdef".repeat(4);
  private static final Duration MENDED_WITHIN = Duration.ofDays(20);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Stage stage;
  private final MortgageModel model;
  private final String project;
  private final StoryVersion version;
  private final ReviewPair reviews;
  private final PredictionDesk predictions;
  private final SecondVersion second;
  private String digest;
  private String plan = "";
  private String evidence = "";
  private String condition = "";

  MortgageStory(Stage stage, MortgageModel model, String project) {
    this.stage = stage;
    this.model = model;
    this.project = project;
    this.version = StoryVersion.first(project + ".denial");
    this.reviews = new ReviewPair(stage);
    this.predictions = new PredictionDesk(stage, ENGINEER, project);
    this.second = new SecondVersion(stage, version.next(), predictions);
    this.digest = model.digest();
  }

  /** The steps, each to be taken once, in this order. */
  public List<Step> steps() {
    return Stream.of(planning(), rules(), registering(), evaluating(), reviewing(), releasing())
        .flatMap(List::stream)
        .toList();
  }

  /** The steps where the engineer registers by a script that knows MLflow and nothing of Assay. */
  public List<Step> stepsWith(MlflowScript script) {
    return Stream.of(planning(), registeringWith(script), reviewingDocuments(), releasingFirst())
        .flatMap(List::stream)
        .toList();
  }

  private List<Step> planning() {
    return List.of(
        new Step("The lead plans the project", this::planProject),
        new Step("The lead adds the engineer as a contributor", this::addEngineer));
  }

  private List<Step> rules() {
    return List.of(
        new Step(
            "The lead and an administrator publish what Assay has to compute for its models",
            () -> new ProjectRule(stage, LEAD, ADMIN).publish(project)));
  }

  private List<Step> registering() {
    return List.of(
        new Step("The engineer registers the model", this::registerModel),
        new Step(
            "The engineer registers version 1: a digest, and what was measured",
            this::registerVersion),
        new Step("The gate denies it, and says what is missing", this::gateDenies));
  }

  private List<Step> registeringWith(MlflowScript script) {
    return List.of(
        new Step(
            "The engineer trains, logs and registers it with MLflow",
            () -> script.run(stage, "engineer", project)),
        new Step("Assay knows it by the digest of the bytes that came", this::findVersion),
        new Step("The gate denies it, and says what is missing", this::gateDenies));
  }

  private List<Step> evaluating() {
    return List.of(
        new Step(
            "The engineer fixes how it will be judged, before there is a result",
            () -> plan = predictions.plan(version)),
        new Step(
            "The engineer uploads predictions, and Assay evaluates them",
            () -> evidence = predictions.evaluate(version, plan, model.predictions(), null)));
  }

  private List<Step> reviewing() {
    return List.of(
        new Step("The engineer submits it, and two reviews open", this::submit),
        new Step("The engineer cannot approve it", this::engineerCannotApprove),
        new Step(
            "The ethics reviewer sees the gap between applicants, and approves on a condition",
            this::approveOnCondition),
        new Step("The performance reviewer claims and approves", this::approvePerformance));
  }

  private List<Step> reviewingDocuments() {
    return List.of(
        new Step("The engineer submits it, and two reviews open", this::submit),
        new Step("The engineer cannot approve it", this::engineerCannotApprove),
        new Step("The ethics reviewer claims and approves", this::approveEthics),
        new Step("The performance reviewer claims and approves", this::approvePerformance));
  }

  private List<Step> releasingFirst() {
    return List.of(
        new Step("The lead releases it to production", () -> version.release(stage, LEAD)),
        new Step("The gate allows these bytes", this::gateAllows),
        new Step("Other bytes are still denied", this::otherBytesDenied),
        new Step("Who did what, and when", this::history));
  }

  private List<Step> releasing() {
    List<Step> mitigation =
        List.of(
            new Step(
                "The engineer registers version 2, which mitigates the gap",
                () -> second.register(ENGINEER)),
            new Step(
                "Assay holds version 2 against the one in production, on the same rows",
                () -> second.evaluate(evidence)),
            new Step(
                "Two reviews of version 2 are approved",
                () -> second.review(ENGINEER, ETHICS_REVIEWER, PERFORMANCE_REVIEWER)),
            new Step("The lead releases version 2", () -> second.release(LEAD)),
            new Step("The gate allows version 2", () -> second.gateAllows(ENGINEER)),
            new Step("The ethics reviewer confirms that the condition is met", this::confirm));
    return Stream.of(releasingFirst(), mitigation).flatMap(List::stream).toList();
  }

  /** The key of the project that this story plays in. */
  public String project() {
    return project;
  }

  /** The full name of the model. */
  public String modelName() {
    return version.model();
  }

  /** The path of the model's first version. */
  public String version() {
    return version.path();
  }

  /** The path of the version that mitigates what the first one shows. */
  public String secondVersion() {
    return version.next().path();
  }

  /** Asks the gate about the model's bytes in production. */
  public String gate() {
    return version.gate(digest);
  }

  private void planProject() {
    ObjectNode plan = JSON.objectNode();
    plan.put("key", project).put("name", "Mortgage lending");
    plan.put(
        "business_goal",
        "Answer mortgage applications within a day, as consistently as our best officers");
    plan.put("sponsor", "lead-2").put("unit", "credit");
    stage.expect(201, Request.post(LEAD, "/api/v1/projects", plan));
  }

  private void addEngineer() {
    ObjectNode member = JSON.objectNode().put("subject", "engineer").put("role", "CONTRIBUTOR");
    stage.expect(201, Request.post(LEAD, "/api/v1/projects/" + project + "/members", member));
  }

  private void registerModel() {
    Answer answer =
        stage.expect(
            201, Request.post(ENGINEER, "/api/v1/models", model.registration(project, "denial")));
    stage.narrator().highlight("it lives at " + answer.header("Location"));
  }

  private void registerVersion() {
    Answer answer =
        stage.expect(
            201,
            Request.post(ENGINEER, "/api/v1/models/" + modelName() + "/versions", model.version()));
    stage
        .narrator()
        .highlight("state " + answer.text("/state") + "; from now on nobody can change its bytes");
  }

  private void findVersion() {
    Request request = Request.get(ENGINEER, version());
    Answer answer = stage.expect(200, request);
    stage.require(
        answer.text("/digest_origin").equals("COMPUTED"), "a computed digest", request, answer);
    digest = answer.text("/digest");
    stage.narrator().highlight("state " + answer.text("/state") + ", digest " + digest);
  }

  private void gateDenies() {
    Request question = Request.get(ENGINEER, gate());
    Answer answer = stage.expect(200, question);
    stage.requireDecision("DENY", question, answer);
    tellUnmet(answer);
  }

  private void submit() {
    reviews.take(version.submit(stage, ENGINEER, "both reviews are open", 2));
  }

  private void engineerCannotApprove() {
    Answer refusal = reviews.refused(ENGINEER, ReviewPair.ETHICS, "It is mine and it is good");
    stage.narrator().highlight(refusal.text("/code") + ": " + refusal.text("/detail"));
  }

  private void approveEthics() {
    reviews.claim(ETHICS_REVIEWER, ReviewPair.ETHICS);
    reviews.approve(
        ETHICS_REVIEWER,
        ReviewPair.ETHICS,
        "Race and marital status are no inputs; the unequal rates are shown and known",
        List.of());
  }

  private void approveOnCondition() {
    reviews.claim(ETHICS_REVIEWER, ReviewPair.ETHICS);
    predictions.read(ETHICS_REVIEWER, evidence);
    ObjectNode mended =
        JSON.objectNode()
            .put("text", "A version that narrows the gap between applicants is in production")
            .put("owner", "engineer")
            .put("due_at", stage.now().plus(MENDED_WITHIN).toString())
            .put("if_missed", "HOLD");
    Answer decided =
        reviews.approve(
            ETHICS_REVIEWER,
            ReviewPair.ETHICS,
            "A hint for an officer, and race is no input; the gap is larger than planned",
            List.of(mended));
    condition = "/api/v1/conditions/" + decided.text("/conditions/0/id");
  }

  private void approvePerformance() {
    reviews.claim(PERFORMANCE_REVIEWER, ReviewPair.PERFORMANCE);
    reviews.approve(
        PERFORMANCE_REVIEWER,
        ReviewPair.PERFORMANCE,
        "Measured on rows it never saw; recall and precision serve a hint",
        List.of());
  }

  private void confirm() {
    Answer seen = stage.expect(200, Request.get(ETHICS_REVIEWER, condition));
    ObjectNode shown = JSON.objectNode().put("reason", "Version 2 is in production");
    Answer confirmed =
        stage.expect(
            201,
            Request.post(ETHICS_REVIEWER, condition + "/confirmations", shown)
                .ifUnchangedSince(seen));
    stage.narrator().highlight("the condition is " + confirmed.text("/state"));
  }

  private void gateAllows() {
    Request question = Request.get(ENGINEER, gate());
    Answer answer = stage.expect(200, question);
    stage.requireDecision("ALLOW", question, answer);
    stage
        .narrator()
        .highlight("the same question as a CI job asks it, with a machine's name and secret:");
    Request fromCi = Request.get(CI, gate());
    stage.requireDecision("ALLOW", fromCi, stage.expect(200, fromCi));
  }

  private void otherBytesDenied() {
    Request question = Request.get(CI, version.gate(OTHER_BYTES));
    Answer answer = stage.expect(200, question);
    stage.requireDecision("DENY", question, answer);
    tellUnmet(answer);
  }

  private void history() {
    stage.await(
        "the registry has heard of the release", Request.get(LEAD, version()), stateIs("RELEASED"));
    Request request = Request.get(LEAD, version() + "/history");
    Answer told =
        stage.await(
            "the history has come to the release",
            request,
            answer -> answer.body().toString().contains("released"));
    for (JsonNode event : told.body().path("items")) {
      String by =
          event
              .at("/actor/account")
              .asText(event.at("/actor/subject").asText(event.path("actor").asText()));
      stage
          .narrator()
          .highlight(
              "%s  %s  by %s"
                  .formatted(event.path("at").asText(), event.path("type").asText(), by));
    }
  }

  private void tellUnmet(Answer answer) {
    for (JsonNode requirement : answer.body().path("requirements")) {
      stage
          .narrator()
          .highlight(
              "%s is %s: %s"
                  .formatted(
                      requirement.path("key").asText(),
                      requirement.path("state").asText(),
                      requirement.path("reason").asText("")));
    }
  }

  private static Predicate<Answer> stateIs(String state) {
    return answer -> answer.text("/state").equals(state);
  }
}
