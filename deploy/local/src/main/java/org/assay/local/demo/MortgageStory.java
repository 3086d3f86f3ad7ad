package org.assay.local.demo;

import static org.assay.local.demo.Sender.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
  private static final Sender CI = new Sender.Machine("ci", "ci");
  private static final String OTHER_BYTES = "sha256:" + "0123456789abcdef".repeat(4);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Stage stage;
  private final MortgageModel model;
  private final String project;
  private final StoryVersion version;
  private String digest;
  private String ethicsReview = "";
  private String performanceReview = "";

  MortgageStory(Stage stage, MortgageModel model, String project) {
    this.stage = stage;
    this.model = model;
    this.project = project;
    this.version = new StoryVersion(project + ".denial");
    this.digest = model.digest();
  }

  /** The steps, each to be taken once, in this order. */
  public List<Step> steps() {
    return all(
        List.of(
            new Step("The engineer registers the model", this::registerModel),
            new Step(
                "The engineer registers version 1: a digest, and what was measured",
                this::registerVersion)));
  }

  /** The steps where the engineer registers by a script that knows MLflow and nothing of Assay. */
  public List<Step> stepsWith(MlflowScript script) {
    return all(
        List.of(
            new Step(
                "The engineer trains, logs and registers it with MLflow",
                () -> script.run(stage, "engineer", project)),
            new Step("Assay knows it by the digest of the bytes that came", this::findVersion)));
  }

  private List<Step> all(List<Step> registration) {
    return Stream.of(planning(), registration, toRelease()).flatMap(List::stream).toList();
  }

  private List<Step> planning() {
    return List.of(
        new Step("The lead plans the project", this::planProject),
        new Step("The lead adds the engineer as a contributor", this::addEngineer));
  }

  private List<Step> toRelease() {
    return List.of(
        new Step("The gate denies it, and says what is missing", this::gateDenies),
        new Step("The engineer submits it, and two reviews open", this::submit),
        new Step("The engineer cannot approve it", this::engineerCannotApprove),
        new Step("The ethics reviewer claims and approves", this::approveEthics),
        new Step("The performance reviewer claims and approves", this::approvePerformance),
        new Step("The lead releases it to production", this::release),
        new Step("The gate allows these bytes", this::gateAllows),
        new Step("Other bytes are still denied", this::otherBytesDenied),
        new Step("Who did what, and when", this::history));
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
    Answer open = version.submit(stage, ENGINEER, "both reviews are open", 2);
    ethicsReview = reviewOf("ETHICS", open);
    performanceReview = reviewOf("PERFORMANCE", open);
    stage.narrator().highlight("ETHICS " + ethicsReview + ", PERFORMANCE " + performanceReview);
  }

  private void engineerCannotApprove() {
    Answer review = stage.quietly(Request.get(ENGINEER, reviewPath(ethicsReview)));
    Answer refusal =
        stage.expect(
            403,
            approval(ENGINEER, ethicsReview, "It is mine and it is good").ifUnchangedSince(review));
    stage.narrator().highlight(refusal.text("/code") + ": " + refusal.text("/detail"));
  }

  private void approveEthics() {
    approve(
        ETHICS_REVIEWER,
        ethicsReview,
        "Race and marital status are no inputs; the unequal rates are shown and known");
  }

  private void approvePerformance() {
    approve(
        PERFORMANCE_REVIEWER,
        performanceReview,
        "Measured on rows it never saw; recall and precision serve a hint");
  }

  private void release() {
    Answer approved =
        stage.await("the version is APPROVED", Request.get(LEAD, version()), stateIs("APPROVED"));
    ObjectNode where = JSON.objectNode().put("environment", "production");
    stage.expect(
        201, Request.post(LEAD, version() + "/releases", where).ifUnchangedSince(approved));
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

  private void approve(Sender reviewer, String review, String reason) {
    stage.expect(
        201, Request.post(reviewer, reviewPath(review) + "/assignments", JSON.objectNode()));
    Answer seen = stage.expect(200, Request.get(reviewer, reviewPath(review)));
    Request decision = approval(reviewer, review, reason).ifUnchangedSince(seen);
    stage.expect(201, decision);
  }

  private static Request approval(Sender sender, String review, String reason) {
    ObjectNode body = JSON.objectNode().put("decision", "APPROVED").put("reason", reason);
    return Request.post(sender, reviewPath(review) + "/decisions", body);
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

  private static String reviewPath(String review) {
    return "/api/v1/reviews/" + review;
  }

  private static Predicate<Answer> stateIs(String state) {
    return answer -> answer.text("/state").equals(state);
  }

  private static String reviewOf(String type, Answer reviews) {
    Map<String, String> ids =
        StreamSupport.stream(reviews.body().path("items").spliterator(), false)
            .collect(
                Collectors.toMap(
                    review -> review.path("type").asText(), review -> review.path("id").asText()));
    String id = ids.get(type);
    if (id == null) {
      throw new StoryFailed("Expected a review of type " + type + " among " + ids + ".");
    }
    return id;
  }
}
