package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.CI;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.LEAD_2;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The known ways round an approval that other products had, each named by what it was, and refused
 * here. What needs a cheated token or the clock is in review-service's own tests; CVE-2026-1999,
 * the side door, is {@link SideDoorsE2E}.
 */
@ExtendWith(RunningWhole.class)
class ApprovalBypassE2E {

  private final Setting setting;
  private final RealmAdmin realm;
  private final PolicyDesk desk;

  ApprovalBypassE2E(Whole whole) {
    this.setting = whole.setting();
    this.realm = whole.realm();
    this.desk = new PolicyDesk(setting);
  }

  private String decision(Setting.Version version) {
    return setting.gateSays(version);
  }

  private Answer releaseTo(Setting.Version version, String environment) {
    return setting.send(setting.release(LEAD, version, environment));
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

  /** CVE-2023-4812 again: the bytes stay, and what is said about them changes. */
  @Test
  void anApprovalDoesNotSurviveOtherEvidence() {
    Setting.Version version = setting.approved();

    setting.granted(Request.post(ENGINEER, version.path() + "/evidence", Setting.document()));

    assertThat(releaseTo(version, "production").status()).isEqualTo(409);
    assertThat(setting.state(version, "ethics-approved")).isNotEqualTo("SATISFIED");
    assertThat(setting.state(version, "performance-approved")).isNotEqualTo("SATISFIED");
    assertThat(decision(version)).isEqualTo("DENY");
  }

  /** trajan approvals-persist-across-push, for the rule: the policy changes after the approvals. */
  @Test
  void anApprovalDoesNotSurviveAnotherPolicy() {
    Setting.Version version = setting.approved();
    ObjectNode stricter = PolicyDesk.draft(version.project()).put("rebind_after", "P0D");
    PolicyDesk.requirement(stricter, "small", "version.number < 100");

    desk.published(stricter);

    assertThat(releaseTo(version, "production").status()).isEqualTo(409);
    assertThat(decision(version)).isEqualTo("DENY");
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
  void whatTakesTheNameOfSomethingDeletedHasNoneOfItsApprovals() {
    Setting.Version gone = setting.approved();
    ObjectNode named = Setting.JSON.objectNode().put("name", gone.model());
    Answer kept = setting.send(mlflow("DELETE", "registered-models/delete", named));
    assertThat(kept.status()).as("what is under review: %s", kept.body()).isBetween(400, 499);
    assertThat(decision(gone)).isEqualTo("DENY");
    assertThat(setting.read(LEAD, gone.path()).text("/state")).isEqualTo("APPROVED");
    String empty = setting.model(gone.project());
    String id = setting.read(ENGINEER, "/api/v1/models/" + empty).text("/id");
    setting.granted(
        mlflow("DELETE", "registered-models/delete", named.deepCopy().put("name", empty)));

    setting.granted(
        mlflow("POST", "registered-models/create", named.deepCopy().put("name", empty)));

    assertThat(setting.read(ENGINEER, "/api/v1/models/" + empty).text("/id")).isNotEqualTo(id);
  }

  /** GitLab 436977 again: the same bytes, registered once more, are another version. */
  @Test
  void anotherModelWithTheSameBytesHasNoneOfItsApprovals() {
    Setting.Version released = setting.released();
    String other = setting.model(released.project());
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

  private static Request mlflow(String method, String call, ObjectNode body) {
    return new Request(ENGINEER, method, "/api/2.0/mlflow/" + call, Map.of(), body);
  }

  /** trajan author-self-approval, committer-self-approval. */
  @Test
  void theAuthorDoesNotApproveWhateverTheRole() {
    String project = setting.project();
    setting.member(project, "ethics-reviewer", "CONTRIBUTOR");
    setting.member(project, "lead-2", "CONTRIBUTOR");
    Setting.Version version =
        setting.registered(
            setting.model(project),
            plan -> plan.withArray("authors").add("ethics-reviewer").add("lead-2"));
    setting.submit(version);
    String ethics = setting.reviewOf(version, "ETHICS");

    Refusal.byDuty(setting, Setting.claim(ETHICS_REVIEWER, ethics), "AUTHOR");
    Refusal.byDuty(setting, Setting.claim(LEAD_2, ethics), "AUTHOR");
    // Nor does the author choose who does.
    ObjectNode friend = Setting.JSON.objectNode().put("account", "ethics-reviewer-2");
    Refusal.byDuty(
        setting,
        Request.post(LEAD_2, "/api/v1/reviews/" + ethics + "/assignments", friend),
        "AUTHOR");

    assertThat(setting.read(AUDITOR, "/api/v1/reviews/" + ethics).text("/state"))
        .isEqualTo("REQUESTED");
  }

  /** GitLab epic 19073: a machine submits, and hides whose work it is. */
  @Test
  void whoeverSubmittedOnceDoesNotApproveThoughAMachineSubmitsNow() {
    Sender.Account both = realm.person("both", "data", "engineer", "ethics-reviewer");
    String project = setting.project();
    setting.member(project, both.name(), "CONTRIBUTOR");
    setting.member(project, "ci", "CONTRIBUTOR");
    Setting.Version version = setting.registered(setting.model(project));
    setting.granted(setting.submission(both, version));
    setting.openReviews(version);
    setting.granted(
        Request.post(both, version.path() + "/withdrawals", Plans.nothing())
            .ifUnchangedSince(setting.read(both, version.path())));
    setting.awaitState(version, "REGISTERED");
    setting.granted(setting.submission(CI, version));

    String ethics =
        await()
            .atMost(Setting.PATIENCE)
            .until(
                () ->
                    setting.reviews(version).stream()
                        .filter(review -> review.path("round").asInt() == 2)
                        .filter(review -> review.path("type").asText().equals("ETHICS"))
                        .map(review -> review.path("id").asText())
                        .findFirst()
                        .orElse(""),
                id -> !id.isEmpty());
    Refusal.byDuty(setting, Setting.claim(both, ethics), "SUBMITTER");
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
    ObjectNode draft = PolicyDesk.draft(version.project());
    Refusal.of(setting, Request.post(ENGINEER, PolicyDesk.POLICIES, draft), 403, "FORBIDDEN");
  }

  /** GitLab 34375 again: an author who may publish policies publishes one that asks for less. */
  @Test
  void aNarrowerPolicyOfTheAuthorTakesNothingAway() {
    String project = setting.project();
    setting.member(project, "lead-2", "CONTRIBUTOR");
    ObjectNode looser =
        PolicyDesk.draft(project).put("distinct_people", 1).put("rebind_after", "P0D");
    looser.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    ObjectNode house = PolicyDesk.draft(project);
    house.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    house.withArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    PolicyDesk.requirement(house.put("distinct_people", 2), "ninth", "version.number >= 9");
    desk.published(house);
    String own = setting.granted(Request.post(LEAD_2, PolicyDesk.POLICIES, looser)).text("/id");
    desk.tryOut(own);
    setting.granted(desk.agreement(LEAD_2, own));
    Refusal.of(setting, desk.agreement(LEAD_2, own), 403, "LEAD_AND_ADMIN_NEEDED");
    setting.granted(desk.agreement(ADMIN, own));

    Setting.Version version =
        setting.registered(setting.model(project), plan -> plan.withArray("authors").add("lead-2"));
    setting.submit(version);
    setting.openReviews(version);
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");

    assertThat(setting.state(version, "performance-approved")).isEqualTo("PENDING");
    assertThat(setting.state(version, "distinct-approvers")).isEqualTo("PENDING");
    assertThat(setting.state(version, "ninth")).isEqualTo("UNSATISFIED");
    assertThat(decision(version)).isEqualTo("DENY");
  }

  /** trajan env-bot-reviewer; a token of a pipeline that approves, with every role there is. */
  @Test
  void aMachineDoesNotApproveReleaseOrHold() {
    Sender.Machine robot =
        realm.machine("robot", "engineer", "lead", "ethics-reviewer", "performance-reviewer");
    Setting.Version version = setting.inReviewBefore(robot);

    for (String type : List.of("ETHICS", "PERFORMANCE")) {
      Refusal.byDuty(
          setting, Setting.claim(robot, setting.reviewOf(version, type)), "SERVICE_ACCOUNT");
    }
    setting.approve(version);
    Refusal.byDuty(
        setting,
        Request.post(
                robot,
                version.path() + "/releases",
                Setting.JSON.objectNode().put("environment", "production"))
            .ifUnchangedSince(setting.read(LEAD, version.path())),
        "SERVICE_ACCOUNT");
    setting.granted(setting.release(version));
    setting.awaitState(version, "RELEASED");
    Refusal.of(
        setting,
        Request.post(robot, version.path() + "/holds", Setting.reason("By a machine")),
        403,
        "FORBIDDEN");
    Refusal.of(
        setting,
        setting.act(robot, version.path(), "revocations", Setting.reason("By a machine")),
        403,
        "FORBIDDEN");

    assertThat(decision(version)).isEqualTo("ALLOW");
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

  /** trajan approval-policy-fail-open: a rule that cannot be evaluated lets pass. */
  @Test
  void aRuleThatFailsLetsNothingPass() {
    String project = setting.project();
    ObjectNode draft = PolicyDesk.draft(project);
    PolicyDesk.requirement(draft, "fails", "10 / (version.number - 1) > 0");
    desk.published(draft);
    Setting.Version version = setting.registered(setting.model(project));
    setting.submit(version);
    setting.openReviews(version);
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");
    setting.decide(PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");

    assertThat(releaseTo(version, "production").status()).isEqualTo(409);
    assertThat(setting.state(version, "fails")).isEqualTo("ERROR");
    assertThat(decision(version)).isEqualTo("DENY");
  }
}
