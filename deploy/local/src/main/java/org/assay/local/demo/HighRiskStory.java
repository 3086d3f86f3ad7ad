package org.assay.local.demo;

import static org.assay.local.demo.Sender.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The story of the same model as what it is: credit, which is of HIGH risk, under the policy {@code
 * demo/1}. It ends where the policy says so: the gate denies, since claims are missing that only
 * Assay computes, and then says what it computed of the counts that the engineer uploads.
 *
 * <p>All runs share one project, for which the first one publishes the policy; each registers a
 * model of its own. The project is one of unit {@code risk}, so that people of three units review.
 */
public final class HighRiskStory {

  /** The project of all runs. */
  static final String PROJECT = "mortgage";

  private static final Sender OWNER = account("lead-2");
  private static final Sender OTHER_LEAD = account("lead");
  private static final Sender ADMIN = account("admin");
  private static final Sender ENGINEER = account("engineer");
  private static final List<Sender> ETHICS_REVIEWERS =
      List.of(account("ethics-reviewer"), account("ethics-reviewer-2"));
  private static final List<Sender> PERFORMANCE_REVIEWERS =
      List.of(account("performance-reviewer"), account("performance-reviewer-2"));
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What the questionnaire is answered with where it is not the most harmless. */
  private static final Map<String, String> ANSWERS =
      Map.of("A5", "YES", "I1", "3", "I2", "1", "I3", "2", "U1", "1", "D1", "2", "D2", "1");

  /** Whose "no" is mended later: changes upstream, and people singled out by the evidence. */
  private static final Set<String> MENDED_LATER = Set.of("DQ-11", "PRIV-11");

  private final Stage stage;
  private final MortgageModel model;
  private final String name;
  private final StoryVersion version;
  private final ReviewDesk desk;
  private String useCase = "";

  HighRiskStory(Stage stage, MortgageModel model, String name) {
    this.stage = stage;
    this.model = model;
    this.name = name;
    this.version = StoryVersion.first(PROJECT + "." + name);
    this.desk = new ReviewDesk(stage);
  }

  /** The steps, each to be taken once, in this order. */
  public List<Step> steps() {
    return List.of(
        new Step("The lead plans the project, and says what its models are for", this::plan),
        new Step(
            "demo/1 is drafted, tried, and published by a lead and an administrator",
            () -> new OfferedPolicy(stage, "demo", OWNER, ADMIN).holdFor(PROJECT)),
        new Step("The engineer registers the model and its version", this::register),
        new Step("The engineer answers the questionnaire: the risk is HIGH", this::classify),
        new Step("The engineer adds what the reviewers look into", this::addDocuments),
        new Step(
            "The engineer adds what explains it, and an attack on it, which Assay checks",
            this::addComputed),
        new Step("The engineer submits it, and eleven reviews open", this::submit),
        new Step("Two people approve the data quality, on a condition", this::approveFirst),
        new Step("Seven more reviews are approved, by people of three units", this::approveMore),
        new Step("Three reviews ask for what Assay has to compute", this::failToApprove),
        new Step("The gate denies it, and names the claims that are missing", this::gateDenies),
        new Step("The engineer uploads how often it errs, by group", this::uploadCounts),
        new Step("The gate says what the counts show", this::gateSaysWhatCountsShow));
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
    return version.gate(model.digest());
  }

  private void plan() {
    String project = "/api/v1/projects/" + PROJECT;
    if (stage.quietly(Request.get(OWNER, project)).ok()) {
      useCase = stage.expect(200, Request.get(OWNER, project + "/use-cases")).text("/items/0/id");
      stage.narrator().highlight("the project is there since an earlier run");
      return;
    }
    ObjectNode plan =
        JSON.objectNode()
            .put("key", PROJECT)
            .put("name", "Mortgage lending")
            .put("business_goal", "Answer mortgage applications within a day, and treat all alike")
            .put("sponsor", "lead-2")
            .put("unit", "risk");
    stage.expect(201, Request.post(OWNER, "/api/v1/projects", plan));
    stage.expect(
        201,
        Request.post(
            OWNER,
            project + "/members",
            JSON.objectNode().put("subject", "engineer").put("role", "CONTRIBUTOR")));
    ObjectNode use =
        JSON.objectNode()
            .put("name", "Which applications an officer looks at first")
            .put("purpose", "Answer within a day")
            .put("decision_supported", "Whether a mortgage is granted; the officer decides")
            .put("users", "Loan officers")
            .put("affected_people", "Private people who apply for a mortgage")
            .put("organisation_role", "DEPLOYER");
    use.putArray("jurisdictions").add("US");
    useCase = stage.expect(201, Request.post(OWNER, project + "/use-cases", use)).text("/id");
  }

  private void register() {
    stage.expect(201, Request.post(ENGINEER, "/api/v1/models", model.registration(PROJECT, name)));
    stage.expect(
        201,
        Request.post(ENGINEER, "/api/v1/models/" + modelName() + "/versions", model.version()));
    stage
        .narrator()
        .highlight("its metrics are what the engineer measured: CLAIMED, which satisfies nothing");
  }

  private void classify() {
    ObjectNode answers = JSON.objectNode();
    stage
        .expect(200, Request.get(ENGINEER, "/api/v1/questionnaires/current"))
        .body()
        .path("questions")
        .forEach(
            question ->
                answers.put(
                    question.path("id").asText(), question.at("/choices/0/value").asText()));
    ANSWERS.forEach(answers::put);
    ObjectNode body = JSON.objectNode().put("model", modelName()).put("use_case_id", useCase);
    body.set("answers", answers);
    Supplier<Request> act = () -> Request.post(ENGINEER, "/api/v1/classifications", body);
    Answer classified = stage.repeat("review-service knows of the model and its use", act);
    stage.require(classified.text("/tier").equals("HIGH"), "the tier HIGH", act.get(), classified);
    classified
        .body()
        .path("reasons")
        .forEach(
            reason ->
                stage
                    .narrator()
                    .highlight(
                        "%s %s leads to %s"
                            .formatted(
                                reason.path("question").asText("the sum"),
                                reason.path("answer").asText(),
                                reason.path("tier").asText())));
  }

  private void addDocuments() {
    Map<String, String> documents = new LinkedHashMap<>();
    documents.put("train.py", "How it was trained, split and measured");
    documents.put("data/README.md", "Data sheet: source, period, licence");
    documents.put("README.md", "Model card, on which the answers of the reviewers rest");
    documents.forEach(
        (file, title) -> {
          ObjectNode document =
              JSON.objectNode()
                  .put("kind", "DOCUMENT")
                  .put("title", title)
                  .put("digest", MortgageModel.digestOf(file));
          desk.restOn(
              stage
                  .expect(201, Request.post(ENGINEER, version() + "/evidence", document))
                  .text("/id"));
        });
  }

  /** What train.py wrote of the model, as bodies of evidence. */
  private void addComputed() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("EXPLANATION", "explanation.json");
    files.put("PRIVACY", "privacy_attack.json");
    files.forEach(
        (proof, file) -> {
          Answer added =
              stage.expect(
                  201,
                  Request.post(ENGINEER, version() + "/evidence", MortgageModel.written(file)));
          stage.narrator().highlight("%s: origin %s".formatted(file, added.text("/origin")));
          desk.restOn(proof, added.text("/id"));
        });
  }

  private void submit() {
    Answer open = version.submit(stage, ENGINEER, "all reviews of HIGH are open", 11);
    open.body()
        .path("items")
        .forEach(
            review ->
                stage
                    .narrator()
                    .highlight(
                        "%s, by %s people"
                            .formatted(
                                review.path("type").asText(),
                                review.path("approvals_required").asText())));
    desk.take(open);
  }

  private void approveFirst() {
    stage
        .narrator()
        .say(
            "The reviewers of this demo answer yes to what they would look into; what they cannot"
                + " know, they deny.");
    approve("DATA_QUALITY", PERFORMANCE_REVIEWERS);
  }

  private void approveMore() {
    List.of("PRIVACY", "EXPLAINABILITY", "LEGAL").forEach(type -> approve(type, ETHICS_REVIEWERS));
    List.of("SECURITY", "SAFETY", "OPERATIONS")
        .forEach(type -> approve(type, PERFORMANCE_REVIEWERS));
    approve("BUSINESS_VALUE", List.of(PERFORMANCE_REVIEWERS.getFirst(), OTHER_LEAD));
  }

  private void approve(String type, List<Sender> reviewers) {
    desk.answer(type, reviewers, MENDED_LATER);
    desk.approve(type, reviewers);
  }

  private void failToApprove() {
    desk.answer("ETHICS", ETHICS_REVIEWERS, MENDED_LATER);
    desk.answer("PERFORMANCE", PERFORMANCE_REVIEWERS, MENDED_LATER);
    desk.answer(
        "DOCUMENTATION",
        List.of(ETHICS_REVIEWERS.getLast(), PERFORMANCE_REVIEWERS.getLast()),
        MENDED_LATER);
    desk.failToApprove("ETHICS", ETHICS_REVIEWERS.getFirst());
  }

  private void gateDenies() {
    Request question = Request.get(ENGINEER, gate());
    Answer answer = stage.expect(200, question);
    stage.requireDecision("DENY", question, answer);
    for (JsonNode requirement : answer.body().path("requirements")) {
      if (requirement.path("state").asText().equals("ERROR")) {
        stage
            .narrator()
            .highlight(
                "%s: %s"
                    .formatted(
                        requirement.path("key").asText(), requirement.path("reason").asText()));
      }
    }
    stage.narrator().highlight("the same question as a job asks it, for its log:");
    stage.lines(question);
  }

  private void uploadCounts() {
    TestRows rows = TestRows.read(MortgageModel.folder());
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("afam", "african_american");
    attributes.put("single", "single");
    attributes.forEach(
        (column, attribute) -> {
          Answer added =
              stage.expect(
                  201,
                  Request.post(
                      ENGINEER, version() + "/evidence", rows.countedBy(column, attribute)));
          stage
              .narrator()
              .highlight(
                  "origin %s: from now on Assay says what these counts show"
                      .formatted(added.text("/origin")));
        });
  }

  private void gateSaysWhatCountsShow() {
    Request question = Request.get(ENGINEER, gate());
    stage.requireDecision("DENY", question, stage.quietly(question));
    stage.lines(question);
    stage
        .narrator()
        .highlight(
            "what is known of fairness is UNDEFINED or INCONCLUSIVE, not PASS; and approvals that"
                + " were given without these counts do not count any more");
  }
}
