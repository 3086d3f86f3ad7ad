package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who may act is asked of the identity provider as it is: how lately somebody signed in, whose
 * accounts are one person's, and who lost a role.
 */
@ExtendWith(RunningWhole.class)
class WhoMayActE2E {

  private static final String STEP_UP = "STEP_UP_REQUIRED";

  private final Setting setting;
  private final RealmAdmin realm;
  private final PolicyDesk desk;

  WhoMayActE2E(Whole whole) {
    this.setting = whole.setting();
    this.realm = whole.realm();
    this.desk = new PolicyDesk(setting);
  }

  /** A version of HIGH that only its lead's sign-in keeps from being released. */
  private Setting.Version approvedHigh() {
    String project = setting.project();
    ObjectNode draft = PolicyDesk.draft(project);
    draft.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    draft.withArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    draft
        .withArray("tiers")
        .addObject()
        .put("tier", "HIGH")
        .putObject("step_up")
        .put("max_age", "PT1M")
        .put("level", 1);
    desk.published(draft);
    Setting.Version version = setting.registered(setting.model(project));
    new ClassificationDesk(setting).classified(version, "A5");
    setting.inReview(version);
    setting.approve(version);
    return version;
  }

  private Request release(Sender lead, Setting.Version version) {
    return setting.release(lead, version, "production");
  }

  private JsonNode actionOf(Sender sender, Setting.Version version) {
    JsonNode actions =
        setting.read(sender, version.path() + "/requirements").body().path("actions");
    for (JsonNode action : actions) {
      if (action.path("name").asText().equals("release")) {
        return action;
      }
    }
    throw new AssertionError(actions);
  }

  @Test
  void aReleaseOfHighRiskTakesAFreshSignIn() {
    Setting.Version version = approvedHigh();
    JsonNode session = realm.signInByForm("lead");
    Sender early = new Sender.Bearer(session.path("access_token").asText());

    // A direct grant does not tell when it was.
    Answer refusal = Refusal.of(setting, release(LEAD, version), 401, STEP_UP);
    assertThat(refusal.header("WWW-Authenticate"))
        .contains(
            "error=\"insufficient_user_authentication\"", "acr_values=\"1 2 3\"", "max_age=\"60\"");
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> actionOf(early, version).path("reason_code").asText(),
            code -> code.equals(STEP_UP));
    Refusal.of(setting, release(early, version), 401, STEP_UP);
    JsonNode refreshed = realm.refresh("assay-cli", session.path("refresh_token").asText());
    Sender renewed = new Sender.Bearer(refreshed.path("access_token").asText());
    Refusal.of(setting, release(renewed, version), 401, STEP_UP);
    assertThat(setting.gateSays(version)).isEqualTo("DENY");

    Sender fresh = new Sender.Bearer(realm.signInByForm("lead").path("access_token").asText());
    assertThat(actionOf(fresh, version).path("allowed").asBoolean()).isTrue();
    Answer released = setting.granted(release(fresh, version));

    assertThat(released.text("/auth_level")).isEqualTo("1");
    assertThat(released.text("/signed_in_at")).isNotBlank();
    assertThat(setting.gateSays(version)).isEqualTo("ALLOW");
  }

  /** Invariant 1: an author's other account is no approver. */
  @Test
  void anAuthorDoesNotApproveByAnotherAccount() {
    String person = Setting.fresh("person");
    Sender.Account author = realm.identity(person, "author", "credit", "engineer");
    Sender.Account other = realm.identity(person, "other", "data", "ethics-reviewer");
    String project = setting.project();
    setting.member(project, author.name(), "CONTRIBUTOR");
    Setting.Version version =
        setting.inReview(
            setting.registered(
                setting.model(project), plan -> plan.withArray("authors").add(author.name())));
    String review = setting.reviewOf(version, "ETHICS");
    setting.send(Setting.claim(other, review));

    Refusal.byDuty(setting, setting.decisionOn(other, review, "APPROVED"), "AUTHOR");
  }

  /** Invariant 2: two identities linked to one person count once. */
  @Test
  void onePersonDoesNotApproveTwiceByTwoAccounts() {
    String person = Setting.fresh("person");
    Sender.Account one = realm.identity(person, "one", "risk", "ethics-reviewer");
    Sender.Account two = realm.identity(person, "two", "data", "performance-reviewer");
    Setting.Version version = setting.inReview();
    setting.decide(one, setting.reviewOf(version, "ETHICS"), "APPROVED");
    String performance = setting.reviewOf(version, "PERFORMANCE");
    setting.send(Setting.claim(two, performance));

    Refusal.byDuty(setting, setting.decisionOn(two, performance, "APPROVED"), "DISTINCT_PEOPLE");
  }

  /** Invariant 27: nobody revokes alone, by whichever accounts. */
  @Test
  void onePersonDoesNotRevokeByTwoAccounts() {
    String person = Setting.fresh("person");
    Sender.Account one = realm.identity(person, "one", "risk", "lead");
    Sender.Account two = realm.identity(person, "two", "risk", "ethics-reviewer");
    Setting.Version version = setting.released();
    Answer proposal =
        setting.granted(
            Request.post(
                    one, version.path() + "/revocations", Setting.reason("The table was wrong"))
                .ifUnchangedSince(setting.read(one, version.path())));

    Refusal.of(setting, setting.approval(two, proposal), 403, "TWO_PEOPLE_NEEDED");
    assertThat(setting.gateSays(version)).isEqualTo("ALLOW");

    setting.granted(setting.approval(ETHICS_REVIEWER, proposal));
    assertThat(setting.gateSays(version)).isEqualTo("DENY");
  }

  /** Invariant 24: whoever lost the role loses the seat, by the system's hand. */
  @Test
  void whoeverLostTheRoleLosesTheSeat() {
    Sender.Account reviewer = realm.person("leaving", "risk", "ethics-reviewer");
    String review = setting.reviewOf(setting.inReview(), "ETHICS");
    setting.granted(Setting.claim(reviewer, review));

    realm.take(reviewer, "ethics-reviewer");

    await()
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> setting.read(AUDITOR, "/api/v1/reviews/" + review).text("/state"),
            state -> state.equals("REQUESTED"));
    JsonNode left = setting.read(AUDITOR, "/api/v1/reviews/" + review).body();
    assertThat(left.path("assignees")).isEmpty();
    setting.granted(Setting.claim(ETHICS_REVIEWER, review));
  }
}
