package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
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
  static final Sender PERFORMANCE_REVIEWER = Sender.account("performance-reviewer");
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
    String digest = freshDigest();
    Answer answer =
        granted(
            Request.post(
                ENGINEER,
                "/api/v1/models/" + model + "/versions",
                Plans.version(digest, freshDigest())));
    return new Version(model, answer.body().path("number").asInt(), digest);
  }

  Version submitted() {
    Version version = registered();
    submit(version);
    return version;
  }

  /** A submitted version whose two reviews are open. */
  Version inReview() {
    Version version = submitted();
    openReviews(version);
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
    Answer seen = read(ENGINEER, version.path());
    return Request.post(ENGINEER, version.path() + "/submissions", Plans.nothing())
        .ifUnchangedSince(seen);
  }

  /** The lead's release to production, with the revision that stands. */
  Request release(Version version) {
    Answer seen = read(LEAD, version.path());
    return Request.post(
            LEAD, version.path() + "/releases", JSON.objectNode().put("environment", "production"))
        .ifUnchangedSince(seen);
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

  static Request claim(Sender reviewer, String review) {
    return Request.post(reviewer, "/api/v1/reviews/" + review + "/assignments", Plans.nothing());
  }

  /** A decision with the revision that stands, as the auditor reads it. */
  Request decisionOn(Sender reviewer, String review, String decision) {
    Answer seen = read(AUDITOR, "/api/v1/reviews/" + review);
    return Request.post(reviewer, "/api/v1/reviews/" + review + "/decisions", decision(decision))
        .ifUnchangedSince(seen);
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
