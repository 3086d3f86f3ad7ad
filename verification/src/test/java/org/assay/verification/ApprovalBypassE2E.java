package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.CI;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.NOBODY;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The known ways round an approval that other products had, each named by what it was, and refused
 * here. What needs a cheated token or the clock is in review-service's own tests.
 */
@ExtendWith(RunningWhole.class)
class ApprovalBypassE2E {

  private static final String NEVER = "0197a000-0000-7000-8000-000000000000";

  private final Setting setting;

  ApprovalBypassE2E(Whole whole) {
    this.setting = whole.setting();
  }

  private String decision(Setting.Version version) {
    return setting.read(ENGINEER, version.gate()).text("/decision");
  }

  private Answer releaseTo(Setting.Version version, String environment) {
    Answer seen = setting.read(LEAD, version.path());
    return setting.send(
        Request.post(
                LEAD,
                version.path() + "/releases",
                Setting.JSON.objectNode().put("environment", environment))
            .ifUnchangedSince(seen));
  }

  /** CVE-2023-4812: an approval survives a later change of what was approved. */
  @Test
  void anApprovalDoesNotSurviveALaterChange() {
    Setting.Version approved = setting.released();
    Setting.Version changed = setting.registered(approved.model());
    setting.submit(changed);

    assertThat(decision(approved)).isEqualTo("ALLOW");
    assertThat(decision(changed)).isEqualTo("DENY");
    assertThat(releaseTo(changed, "production").status()).isEqualTo(409);
    JsonNode review =
        setting.read(AUDITOR, "/api/v1/reviews/" + setting.reviewOf(approved, "ETHICS")).body();
    assertThat(review.at("/bound_to/digest").asText()).isEqualTo(approved.digest());
  }

  /** CVE-2023-4379, CVE-2020-13348: an approval survives a change of its target. */
  @Test
  void aReleaseDoesNotSurviveAChangeOfTarget() {
    Setting.Version version = setting.approved();
    assertThat(releaseTo(version, "staging").status()).isEqualTo(201);

    assertThat(decision(version)).isEqualTo("DENY");
    assertThat(
            setting
                .read(ENGINEER, version.gate().replace("production", "staging"))
                .text("/decision"))
        .isEqualTo("ALLOW");
    assertThat(
            setting
                .read(ENGINEER, version.gate().replace("production", "no-such-place"))
                .text("/decision"))
        .isEqualTo("DENY");
  }

  /** CVE-2024-0410: a state on the way lets an approval be bypassed. */
  @Test
  void noStateOnTheWayLetsAnApprovalBeBypassed() {
    Setting.Version version = setting.approved();
    String ethics = setting.reviewOf(version, "ETHICS");
    Answer seen = setting.read(AUDITOR, "/api/v1/reviews/" + ethics);
    setting.granted(
        Request.post(
                ETHICS_REVIEWER,
                "/api/v1/reviews/" + ethics + "/retractions",
                Setting.JSON.objectNode().put("reason", "I overlooked a table"))
            .ifUnchangedSince(seen));

    Answer refusal = releaseTo(version, "production");

    assertThat(refusal.status()).as("%s", refusal.body()).isEqualTo(409);
    assertThat(decision(version)).isEqualTo("DENY");
    setting.awaitState(version, "IN_REVIEW");
    assertThat(releaseTo(version, "production").status()).isEqualTo(409);
  }

  /** GitLab 436977: something is deleted, and what takes its name has its approvals. */
  @Test
  void anotherModelWithTheSameBytesHasNoneOfItsApprovals() {
    Setting.Version released = setting.released();
    String project = released.model().substring(0, released.model().indexOf('.'));
    String other = setting.model(project);
    ObjectNode sameBytes = Plans.version(released.digest(), Setting.freshDigest());
    Answer answer =
        setting.granted(Request.post(ENGINEER, "/api/v1/models/" + other + "/versions", sameBytes));
    Setting.Version copy =
        new Setting.Version(other, answer.body().path("number").asInt(), released.digest());

    assertThat(decision(released)).isEqualTo("ALLOW");
    assertThat(decision(copy)).isEqualTo("DENY");
    assertThat(
            setting.read(ENGINEER, "/api/v1/gate?digest=" + released.digest()).text("/reason_code"))
        .isEqualTo("AMBIGUOUS_DIGEST");
  }

  /** trajan author-self-approval, committer-self-approval; GitLab epic 19073. */
  @Test
  void theAuthorDoesNotApprove() {
    Setting.Version version = setting.inReview();

    Refusal.of(
        setting,
        Setting.claim(ENGINEER, setting.reviewOf(version, "ETHICS")),
        403,
        "FORBIDDEN",
        "SEPARATION_OF_DUTIES");
    assertThat(decision(version)).isEqualTo("DENY");
  }

  /** GitLab 34375; trajan in-mr-approval-rule-override: the author edits the rule or the quorum. */
  @Test
  void theAuthorChangesNoRuleOfTheOwnReview() {
    Setting.Version version = setting.registered();
    for (Map.Entry<String, String> rule :
        Map.of("policy", "lax/1", "approvals_required", "0", "distinct_people", "0").entrySet()) {
      Answer seen = setting.read(ENGINEER, version.path());
      ObjectNode body = Setting.JSON.objectNode().put(rule.getKey(), rule.getValue());
      Refusal.of(
          setting,
          Request.post(ENGINEER, version.path() + "/submissions", body).ifUnchangedSince(seen),
          422,
          "VALIDATION_FAILED");
    }
    Answer policy =
        setting.send(
            Request.post(
                ENGINEER, "/api/v1/policies", Setting.JSON.objectNode().put("name", "lax")));
    assertThat(policy.status()).as("%s", policy.body()).isIn(403, 404, 405);
  }

  /** trajan env-bot-reviewer; a token of a pipeline that approves. */
  @Test
  void aMachineDoesNotApproveReleaseOrHold() {
    Setting.Version version = setting.inReview();
    String ethics = setting.reviewOf(version, "ETHICS");

    Refusal.of(setting, Setting.claim(CI, ethics), 403, "FORBIDDEN", "SEPARATION_OF_DUTIES");
    Refusal.of(
        setting,
        Request.post(
                CI,
                version.path() + "/releases",
                Setting.JSON.objectNode().put("environment", "production"))
            .with("If-Match", "\"3\""),
        403,
        "FORBIDDEN");
    assertThat(decision(version)).isEqualTo("DENY");
  }

  /** GHSA-42m4-q6r2-jh92, GitLab 407859: what is approved is not what was shown. */
  @Test
  void anApprovalIsOfWhatWasShown() {
    Setting.Version version = setting.inReview();
    String ethics = setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(ETHICS_REVIEWER, ethics));
    Answer seen = setting.read(AUDITOR, "/api/v1/reviews/" + ethics);
    String decisions = "/api/v1/reviews/" + ethics + "/decisions";
    ObjectNode otherBytes = Setting.decision("APPROVED").put("digest", Setting.freshDigest());

    Refusal.of(
        setting,
        Request.post(ETHICS_REVIEWER, decisions, otherBytes).ifUnchangedSince(seen),
        409,
        "DIGEST_MISMATCH");
    Refusal.of(
        setting,
        Request.post(ETHICS_REVIEWER, decisions, Setting.decision("APPROVED"))
            .with("If-Match", "\"1\""),
        412,
        "STALE_REVISION");
    Refusal.of(
        setting,
        Request.post(ETHICS_REVIEWER, decisions, Setting.decision("APPROVED")),
        428,
        "PRECONDITION_REQUIRED");
  }

  /** trajan pipeline-must-succeed-skipped-bypass, approval-policy-fail-open, warn mode. */
  @Test
  void aReviewThatNobodyDidIsNotPassed() {
    Setting.Version version = setting.inReview();
    setting.decide(PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");

    Answer refusal = releaseTo(version, "production");

    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.text("/detail")).contains("ethics-approved");
    assertThat(decision(version)).isEqualTo("DENY");
    assertThat(setting.read(LEAD, version.path()).text("/state")).isEqualTo("IN_REVIEW");
  }

  /** CVE-2026-1999: another door to the same act skips its checks. Every door is tried. */
  @Test
  void noOtherDoorLetsTheAuthorApproveOrRelease() {
    Setting.Version version = setting.inReview();
    String ethics = setting.reviewOf(version, "ETHICS");
    List<String> tried = new ArrayList<>();
    JsonNode paths = setting.send(Request.get(NOBODY, "/openapi")).body().path("paths");
    paths
        .properties()
        .forEach(
            path -> {
              if (path.getValue().has("post") && decides(path.getKey())) {
                tried.add(path.getKey());
                knock(path.getKey(), version, ethics);
              }
            });

    assertThat(tried).hasSizeGreaterThan(10);
    JsonNode review = setting.read(AUDITOR, "/api/v1/reviews/" + ethics).body();
    assertThat(review.path("state").asText()).isEqualTo("REQUESTED");
    assertThat(review.path("decisions")).isEmpty();
    assertThat(setting.read(LEAD, version.path() + "/releases").body().path("items")).isEmpty();
    assertThat(decision(version)).isEqualTo("DENY");
  }

  /** All acts on versions and reviews but the author's own: to take the round back, and to talk. */
  private static boolean decides(String path) {
    boolean about =
        path.startsWith("/api/v1/models/{name}/versions/{number}/")
            || path.matches(
                "/api/v1/(reviews|proposals|holds|overrides|findings|conditions|policies|evidence)/.*");
    return about && !path.endsWith("/withdrawals") && !path.endsWith("/comments");
  }

  private void knock(String path, Setting.Version version, String review) {
    String filled =
        path.replace("{name}", version.model())
            .replace("{number}", Integer.toString(version.number()))
            .replaceAll("/reviews/\\{\\w+}", "/reviews/" + review)
            .replaceAll("\\{\\w+}", NEVER);
    ObjectNode body =
        Setting.decision("APPROVED").put("environment", "production").put("state", "RELEASED");
    for (ObjectNode sent : List.of(body, Setting.JSON.objectNode())) {
      Answer answer = setting.send(Request.post(ENGINEER, filled, sent).with("If-Match", "\"1\""));
      assertThat(answer.status()).as("POST %s answered %s", filled, answer.body()).isLessThan(500);
    }
  }
}
