package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.LEAD_2;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who may decide: each invariant, by its number, is attacked through the gateway. What is decided
 * by is in {@link InvariantsOfRulesE2E}, what ends by the clock in {@link InvariantsOfTimeE2E}; a
 * rejection (15), the decision at its instant (16, 17), the digest (18), the child version (21) and
 * the role that is not sufficient (24) are in {@link ApprovalBypassE2E}, {@link RefusalsE2E} and
 * {@link StoryE2E}.
 */
@ExtendWith(RunningWhole.class)
class InvariantsE2E {

  private final Setting setting;
  private final RealmAdmin realm;
  private final PolicyDesk desk;

  InvariantsE2E(Whole whole) {
    this.setting = whole.setting();
    this.realm = whole.realm();
    this.desk = new PolicyDesk(setting);
  }

  private Request claimOf(Sender sender, Setting.Version version, String type) {
    return Setting.claim(sender, setting.reviewOf(version, type));
  }

  /** Invariant 1: an approver has no part in the version, nor in what it comes from. */
  @Test
  void anApproverHasNoPartInTheVersion() {
    Sender.Account both = realm.person("both", "data", "engineer", "ethics-reviewer");
    String project = setting.project();
    setting.member(project, both.name(), "CONTRIBUTOR");
    String model = setting.model(project);

    Setting.Version written =
        setting.registered(model, plan -> plan.withArray("authors").add(both.name()));
    Setting.Version submitted = setting.registered(model);
    Setting.Version run =
        setting.registered(
            model,
            plan -> {
              // What a run knows is not said again.
              plan.put("run_id", runBy(both, project)).putObject("metrics");
              plan.putArray("training_data");
            });
    Setting.Version child = setting.childOf(written);
    setting.submit(written);
    setting.granted(setting.submission(both, submitted));
    setting.submit(run);
    setting.submit(child);

    Refusal.byDuty(setting, claimOf(both, written, "ETHICS"), "AUTHOR");
    Refusal.byDuty(setting, claimOf(both, submitted, "ETHICS"), "SUBMITTER");
    Refusal.byDuty(setting, claimOf(both, run, "ETHICS"), "RUN_STARTER");
    Refusal.byDuty(setting, claimOf(both, child, "ETHICS"), "ANCESTOR_CONTRIBUTOR");
  }

  private String runBy(Sender sender, String project) {
    ObjectNode experiment =
        JSON.objectNode().put("project_key", project).put("name", Setting.fresh("e"));
    String id =
        setting.granted(Request.post(sender, "/api/v1/experiments", experiment)).text("/id");
    ObjectNode run = JSON.objectNode().put("experiment_id", id).put("name", "training");
    return setting.granted(Request.post(sender, "/api/v1/runs", run)).text("/id");
  }

  /** Invariant 1: whoever wrote a version does not release it, a lead neither. */
  @Test
  void anAuthorDoesNotReleaseEvenAsLead() {
    String project = setting.project();
    setting.member(project, "lead-2", "CONTRIBUTOR");
    Setting.Version version =
        setting.registered(setting.model(project), plan -> plan.withArray("authors").add("lead-2"));
    setting.inReview(version);
    setting.approve(version);

    Refusal.byDuty(setting, setting.release(LEAD_2, version, "production"), "AUTHOR");

    assertThat(setting.gateSays(version)).isEqualTo("DENY");
  }

  /** Invariant 2: two approvals are two people's, also where one holds both roles. */
  @Test
  void onePersonIsNotTwoApprovers() {
    Sender both = realm.person("both", "data", "ethics-reviewer", "performance-reviewer");
    Setting.Version version = setting.inReview();
    String ethics = setting.reviewOf(version, "ETHICS");
    String performance = setting.reviewOf(version, "PERFORMANCE");
    setting.granted(Setting.claim(both, ethics));
    setting.granted(Setting.claim(both, performance));
    setting.granted(setting.decisionOn(both, ethics, "APPROVED"));

    Refusal.byDuty(setting, setting.decisionOn(both, performance, "APPROVED"), "DISTINCT_PEOPLE");

    assertThat(setting.state(version, "distinct-approvers")).isEqualTo("PENDING");
  }

  /** Invariant 2: a service account never approves, whatever roles it was given. */
  @Test
  void aMachineApprovesNothingEvenAsReviewer() {
    Sender.Machine robot = realm.machine("robot", "engineer", "ethics-reviewer");
    Setting.Version version = setting.inReviewBefore(robot);

    Refusal.byDuty(setting, claimOf(robot, version, "ETHICS"), "SERVICE_ACCOUNT");
  }

  /** Invariant 3: the unit that counts is the one that an approver had when approving. */
  @Test
  void aLaterUnitOfAnApproverDoesNotCount() {
    String project = setting.project();
    ObjectNode draft = PolicyDesk.draft(project).put("distinct_units", 2);
    draft.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    draft.withArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    desk.published(draft);
    Sender.Account mover = realm.person("mover", "risk", "performance-reviewer");
    Setting.Version version = setting.inReview(setting.registered(setting.model(project)));
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");
    setting.decide(mover, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");
    assertThat(setting.state(version, "distinct-units")).isEqualTo("UNSATISFIED");

    realm.move(mover, "data");

    assertThat(setting.state(version, "distinct-units")).isEqualTo("UNSATISFIED");
    Answer refusal = Refusal.of(setting, setting.release(version), 409, "REQUIREMENTS_NOT_MET");
    assertThat(refusal.text("/detail")).contains("distinct-units");
    // In the same review the word of somebody of another unit does count.
    String performance = "/api/v1/reviews/" + setting.reviewOf(version, "PERFORMANCE");
    setting.granted(
        setting.act(mover, performance, "retractions", Setting.reason("For somebody else")));
    setting.granted(Request.post(mover, performance + "/unassignments", Plans.nothing()));
    setting.decide(PERFORMANCE_REVIEWER_2, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");
    assertThat(setting.state(version, "distinct-units")).isEqualTo("SATISFIED");
  }

  /** Invariant 23: whoever owns or answered a finding neither ends it nor approves the review. */
  @Test
  void theOwnerOfAFindingNeitherEndsItNorApproves() {
    Sender.Account both = realm.person("both", "data", "engineer", "ethics-reviewer");
    String project = setting.project();
    setting.member(project, both.name(), "CONTRIBUTOR");
    Setting.Version version = setting.inReview(setting.registered(setting.model(project)));
    String review = setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(ETHICS_REVIEWER, review));
    String finding = setting.finding(ETHICS_REVIEWER, review, "MAJOR", both.name());
    setting.granted(
        Request.post(both, finding + "/answers", JSON.objectNode().put("text", "In the annex")));
    setting.granted(
        Request.post(
            ETHICS_REVIEWER, "/api/v1/reviews/" + review + "/unassignments", Plans.nothing()));
    setting.granted(Setting.claim(both, review));
    ObjectNode accepted = Setting.reason("Seen and judged").put("outcome", "ACCEPTED");

    Refusal.byDuty(setting, setting.act(both, finding, "closures", accepted), "FINDING_OWNER");
    Refusal.byDuty(
        setting,
        setting.act(both, finding, "closures", accepted.deepCopy().put("outcome", "WITHDRAWN")),
        "FINDING_OWNER");
    Refusal.byDuty(setting, setting.decisionOn(both, review, "APPROVED"), "FINDING_OWNER");

    assertThat(setting.read(AUDITOR, finding).text("/state")).isEqualTo("ANSWERED");
  }

  /** Invariant 25: every change has an actor, and a reason where a person took something back. */
  @Test
  void everyChangeHasAnActorAndNothingIsTakenBackWithoutAReason() {
    Setting.Version version = setting.approved();
    String ethics = "/api/v1/reviews/" + setting.reviewOf(version, "ETHICS");
    ObjectNode rejection = JSON.objectNode().put("decision", "REJECTED");
    for (Request mute :
        List.of(
            Request.post(ETHICS_REVIEWER, version.path() + "/holds", Plans.nothing()),
            setting.act(LEAD, version.path(), "revocations", Plans.nothing()),
            setting.act(ETHICS_REVIEWER, ethics, "retractions", Plans.nothing()),
            setting.act(ETHICS_REVIEWER, ethics, "decisions", rejection))) {
      Refusal.of(setting, mute, 422, "VALIDATION_FAILED");
    }
    setting.granted(setting.release(version));
    setting.awaitState(version, "RELEASED");

    JsonNode history = setting.read(AUDITOR, version.path() + "/history?limit=200").body();

    assertThat(history.path("items")).hasSizeGreaterThan(8);
    for (JsonNode entry : history.path("items")) {
      assertThat(entry.at("/actor/subject").asText("")).as("%s", entry).isNotBlank();
      assertThat(entry.at("/at").asText("")).as("%s", entry).isNotBlank();
    }
  }

  /** Invariant 27: nobody revokes alone while no incident is open; closing takes one person. */
  @Test
  void nobodyRevokesAlone() {
    Setting.Version version = setting.released();
    Answer proposal =
        setting.granted(
            setting.act(
                LEAD, version.path(), "revocations", Setting.reason("A group may be harmed")));

    Refusal.of(setting, setting.approval(LEAD, proposal), 403, "TWO_PEOPLE_NEEDED");
    Refusal.of(setting, setting.approval(LEAD_2, proposal), 403, "TWO_PEOPLE_NEEDED");
    assertThat(setting.gateSays(version)).isEqualTo("ALLOW");
    setting.granted(setting.approval(ETHICS_REVIEWER, proposal));

    assertThat(setting.gateSays(version)).isEqualTo("DENY");
    setting.awaitState(version, "REVOKED");
  }
}
