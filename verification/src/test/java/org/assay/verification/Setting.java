package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assay.local.demo.Answer;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;

/** Makes what a test needs to find, through the gateway, each with names that no other test has. */
final class Setting {

  static final Sender LEAD = Sender.account("lead");
  static final Sender LEAD_2 = Sender.account("lead-2");
  static final Sender ENGINEER = Sender.account("engineer");
  static final Sender ENGINEER_2 = Sender.account("engineer-2");
  static final Sender ETHICS_REVIEWER = Sender.account("ethics-reviewer");
  static final Sender ETHICS_REVIEWER_2 = Sender.account("ethics-reviewer-2");
  static final Sender PERFORMANCE_REVIEWER = Sender.account("performance-reviewer");
  static final Sender PERFORMANCE_REVIEWER_2 = Sender.account("performance-reviewer-2");
  static final Sender AUDITOR = Sender.account("auditor");
  static final Sender OPERATOR = Sender.account("operator");
  static final Sender ADMIN = Sender.account("admin");
  static final Sender CI = new Sender.Machine("ci", "ci");
  static final Sender NOBODY = new Sender.Nobody();

  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** How long a consequence that travels by events may take before a test calls it lost. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final String RUN =
      HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

  private final GatewayClient gateway;

  Setting(GatewayClient gateway) {
    this.gateway = gateway;
  }

  /** A version with what a test asks about it. */
  record Version(String model, int number, String digest) {

    String project() {
      return model.substring(0, model.indexOf('.'));
    }

    String path() {
      return "/api/v1/models/" + model + "/versions/" + number;
    }

    String reviews() {
      return "/api/v1/reviews?model=" + model + "&version=" + number;
    }

    String gate() {
      return Setting.gate(digest, model);
    }
  }

  Answer send(Request request) {
    return gateway.send(request);
  }

  Answer read(Sender sender, String path) {
    return granted(Request.get(sender, path));
  }

  /** Sends it and insists that it was granted. */
  Answer granted(Request request) {
    Answer answer = gateway.send(request);
    assertThat(answer.status())
        .as("%s %s answered %s", request.method(), request.path(), answer.body())
        .isBetween(200, 299);
    return answer;
  }

  /** A key or name that is used once. */
  static String fresh(String prefix) {
    return prefix + "-" + RUN + "-" + COUNTER.incrementAndGet();
  }

  static String freshDigest() {
    byte[] bytes = new byte[32];
    ThreadLocalRandom.current().nextBytes(bytes);
    return "sha256:" + HexFormat.of().formatHex(bytes);
  }

  static String gate(String digest, String model) {
    return "/api/v1/gate?digest=" + digest + "&environment=production&model=" + model;
  }

  static ObjectNode reason(String text) {
    return JSON.objectNode().put("reason", text);
  }

  /** Evidence that nobody else has given. */
  static ObjectNode document() {
    return JSON.objectNode()
        .put("kind", "DOCUMENT")
        .put("title", "Data sheet")
        .put("digest", freshDigest());
  }

  static ObjectNode decision(String decision) {
    return JSON.objectNode().put("decision", decision).put("reason", "As the verification asks");
  }

  /** The key of a new project of the lead, with the engineer as its contributor. */
  String project() {
    String key = fresh("v");
    granted(Request.post(LEAD, "/api/v1/projects", Plans.project(key)));
    member(key, "engineer", "CONTRIBUTOR");
    return key;
  }

  void member(String project, String account, String role) {
    ObjectNode member = JSON.objectNode().put("subject", account).put("role", role);
    granted(Request.post(LEAD, "/api/v1/projects/" + project + "/members", member));
  }

  /** The full name of a new model in a new project. */
  String model() {
    String project = project();
    return model(project);
  }

  String model(String project) {
    String name = fresh("m");
    granted(Request.post(ENGINEER, "/api/v1/models", Plans.model(project, name)));
    return project + "." + name;
  }

  /** A registered version of a new model in a new project. */
  Version registered() {
    return registered(model());
  }

  Version registered(String model) {
    return registered(model, _ -> {});
  }

  /** A registered version with something else about it than others have. */
  Version registered(String model, Consumer<ObjectNode> change) {
    ObjectNode plan = Plans.version(freshDigest(), freshDigest());
    change.accept(plan);
    Answer answer = granted(Request.post(ENGINEER, "/api/v1/models/" + model + "/versions", plan));
    return new Version(model, answer.body().path("number").asInt(), plan.path("digest").asText());
  }

  Version submitted() {
    Version version = registered();
    submit(version);
    return version;
  }

  /** A version that was fine-tuned from another one of its model. */
  Version childOf(Version parent) {
    return registered(
        parent.model(),
        plan ->
            plan.withArray("lineage")
                .addObject()
                .put("kind", "FINE_TUNED_FROM")
                .putObject("version")
                .put("model", parent.model())
                .put("number", parent.number()));
  }

  /** A submitted version whose two reviews are open. */
  Version inReview() {
    return inReview(registered());
  }

  Version inReview(Version registered) {
    submit(registered);
    openReviews(registered);
    return registered;
  }

  /** The same, in a project that a machine belongs to and sees. */
  Version inReviewBefore(Sender.Machine machine) {
    String project = project();
    member(project, machine.client(), "CONTRIBUTOR");
    Version version = inReview(registered(model(project)));
    String review = "/api/v1/reviews/" + reviewOf(version, "ETHICS");
    await().atMost(PATIENCE).until(() -> send(Request.get(machine, review)).ok());
    return version;
  }

  Version approved() {
    Version version = inReview();
    approve(version);
    return version;
  }

  Version released() {
    Version version = approved();
    granted(release(version));
    awaitState(version, "RELEASED");
    return version;
  }

  Answer submit(Version version) {
    return granted(submission(version));
  }

  /** The engineer's submission, with the revision that stands. */
  Request submission(Version version) {
    return submission(ENGINEER, version);
  }

  Request submission(Sender submitter, Version version) {
    Answer seen = read(submitter, version.path());
    return Request.post(submitter, version.path() + "/submissions", Plans.nothing())
        .ifUnchangedSince(seen);
  }

  /** The lead's release to production, with the revision that stands. */
  Request release(Version version) {
    return release(LEAD, version, "production");
  }

  Request release(Sender lead, Version version, String environment) {
    Answer seen = read(lead, version.path());
    return Request.post(
            lead, version.path() + "/releases", JSON.objectNode().put("environment", environment))
        .ifUnchangedSince(seen);
  }

  /** The gate's word on the version in production: ALLOW or DENY. */
  String gateSays(Version version) {
    return read(LEAD, version.gate()).text("/decision");
  }

  /** What the gate says of one requirement of a version. */
  JsonNode requirement(Version version, String key) {
    return read(LEAD, version.gate())
        .body()
        .path("requirements")
        .valueStream()
        .filter(one -> one.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The gate does not name " + key));
  }

  String state(Version version, String requirement) {
    return requirement(version, requirement).path("state").asText();
  }

  /**
   * An act on something that exists, with the revision of it that stands, as the auditor sees it.
   */
  Request act(Sender sender, String thing, String act, JsonNode body) {
    return Request.post(sender, thing + "/" + act, body)
        .with("If-Match", read(AUDITOR, thing).text("/revision"));
  }

  /** Both reviewers claim and approve; comes back when the registry knows. */
  void approve(Version version) {
    decide(ETHICS_REVIEWER, reviewOf(version, "ETHICS"), "APPROVED");
    decide(PERFORMANCE_REVIEWER, reviewOf(version, "PERFORMANCE"), "APPROVED");
    awaitState(version, "APPROVED");
  }

  /** Both reviewers claim and approve the reviews of a later round; its assessment then passes. */
  void approveRound(Version version, int round) {
    List<JsonNode> open =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    reviews(version).stream()
                        .filter(review -> review.path("round").asInt() == round)
                        .toList(),
                reviews -> reviews.size() == 2);
    for (JsonNode review : open) {
      Sender reviewer =
          review.path("type").asText().equals("ETHICS") ? ETHICS_REVIEWER : PERFORMANCE_REVIEWER;
      decide(reviewer, review.path("id").asText(), "APPROVED");
    }
  }

  Answer decide(Sender reviewer, String review, String decision) {
    granted(claim(reviewer, review));
    return granted(decisionOn(reviewer, review, decision));
  }

  /** Lets the ethics review of a version pass under a condition; returns where that is. */
  String approveUnderACondition(Version version, Instant due, String ifMissed) {
    String review = reviewOf(version, "ETHICS");
    granted(claim(ETHICS_REVIEWER, review));
    ObjectNode decision = decision("APPROVED");
    decision
        .putArray("conditions")
        .addObject()
        .put("text", "Have the appeal process tried by three people")
        .put("owner", "engineer")
        .put("due_at", due.toString())
        .put("if_missed", ifMissed);
    Answer decided =
        granted(act(ETHICS_REVIEWER, "/api/v1/reviews/" + review, "decisions", decision));
    return "/api/v1/conditions/" + decided.text("/conditions/0/id");
  }

  static Request claim(Sender reviewer, String review) {
    return Request.post(reviewer, "/api/v1/reviews/" + review + "/assignments", Plans.nothing());
  }

  /** A decision with the revision that stands, as the auditor reads it. */
  Request decisionOn(Sender reviewer, String review, String decision) {
    Answer seen = read(AUDITOR, "/api/v1/reviews/" + review);
    return Request.post(reviewer, "/api/v1/reviews/" + review + "/decisions", decision(decision))
        .ifUnchangedSince(seen);
  }

  /** Raises a finding in a review; returns where it is. */
  String finding(Sender reviewer, String review, String severity, String owner) {
    ObjectNode finding =
        JSON.objectNode()
            .put("severity", severity)
            .put("text", "There is no harm table")
            .put("owner", owner);
    Answer raised =
        granted(Request.post(reviewer, "/api/v1/reviews/" + review + "/findings", finding));
    return "/api/v1/findings/" + raised.text("/id");
  }

  /** The second person's word for what was proposed. */
  Request approval(Sender sender, Answer proposal) {
    return act(sender, "/api/v1/proposals/" + proposal.text("/id"), "approvals", Plans.nothing());
  }

  /** The two reviews of a version, once both are open. */
  List<JsonNode> openReviews(Version version) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> reviews(version), reviews -> reviews.size() == 2);
  }

  List<JsonNode> reviews(Version version) {
    List<JsonNode> reviews = new ArrayList<>();
    read(LEAD, version.reviews()).body().path("items").forEach(reviews::add);
    return reviews;
  }

  String reviewOf(Version version, String type) {
    return openReviews(version).stream()
        .filter(review -> review.path("type").asText().equals(type))
        .map(review -> review.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  Answer awaitState(Version version, String state) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> read(LEAD, version.path()), answer -> answer.text("/state").equals(state));
  }
}
