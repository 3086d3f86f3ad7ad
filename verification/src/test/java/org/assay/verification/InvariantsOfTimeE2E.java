package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.LEAD_2;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The invariants of what ends by itself or takes effect later, each by its number. One version
 * rests on evidence, a condition and an override that end at one instant, a moment after its
 * release; nobody does anything then. An approval is valid for a day at least, so that its end (10)
 * is in review-service's own tests, as are copies that are too old (28).
 */
@ExtendWith(RunningWhole.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvariantsOfTimeE2E {

  /** Enough for everything from the first of the three to the release. */
  private static final Duration LIFE = Duration.ofSeconds(15);

  private final Setting setting;
  private final PolicyDesk desk;
  private Setting.Version ending = new Setting.Version("", 0, "");
  private Instant end = Instant.MAX;
  private String condition = "";
  private String override = "";
  private JsonNode allowed = JSON.objectNode();

  InvariantsOfTimeE2E(Whole whole) {
    this.setting = whole.setting();
    this.desk = new PolicyDesk(setting);
  }

  @BeforeAll
  void release() {
    String project = setting.project();
    ObjectNode draft = PolicyDesk.draft(project);
    PolicyDesk.requirement(draft, "ninth", "version.number >= 9")
        .withArray("overridable_by")
        .add("lead");
    desk.published(draft);
    ending = setting.registered(setting.model(project));
    end = Instant.now().plus(LIFE).truncatedTo(ChronoUnit.MILLIS);
    ObjectNode evidence = Setting.document().put("valid_until", end.toString());
    setting.granted(Request.post(ENGINEER, ending.path() + "/evidence", evidence));
    setting.submit(ending);
    condition = setting.approveUnderACondition(ending, end, "HOLD");
    setting.decide(PERFORMANCE_REVIEWER, setting.reviewOf(ending, "PERFORMANCE"), "APPROVED");
    override = overridden(ending);
    setting.awaitState(ending, "APPROVED");
    setting.granted(setting.release(ending));
    allowed = setting.read(ENGINEER, ending.gate()).body();
  }

  private String overridden(Setting.Version version) {
    ObjectNode asked =
        Setting.reason("The ethics board has seen the harm table in May")
            .put("requirement", "ninth")
            .put("until", end.toString());
    Answer proposal =
        setting.granted(
            Request.post(LEAD_2, version.path() + "/overrides", asked)
                .ifUnchangedSince(setting.read(LEAD, version.path())));
    setting.granted(setting.approval(PERFORMANCE_REVIEWER_2, proposal));
    return "/api/v1/overrides/"
        + setting.read(LEAD, version.path() + "/overrides").text("/items/0/id");
  }

  private void awaitItsEnd() {
    await()
        .atMost(LIFE.plus(Setting.PATIENCE))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(Instant.now()).isAfter(end));
    assertThat(setting.gateSays(ending)).isEqualTo("DENY");
  }

  /** Invariant 9: a missed condition closes the gate at its instant, without anybody. */
  @Test
  void aMissedConditionClosesTheGate() {
    awaitItsEnd();

    assertThat(setting.state(ending, "ethics-approved")).isEqualTo("UNSATISFIED");
    assertThat(setting.read(LEAD, condition).text("/state")).isEqualTo("MISSED");
    Refusal.of(
        setting,
        setting.act(ETHICS_REVIEWER, condition, "confirmations", Setting.reason("It is done now")),
        409,
        "CONDITION_STATE_REFUSES");
    assertThat(setting.gateSays(ending)).isEqualTo("DENY");
  }

  /** Invariant 9: two people extend a condition, and once. */
  @Test
  void aConditionIsExtendedOnceByTwo() {
    Setting.Version version = setting.inReview();
    String extended = setting.approveUnderACondition(version, inDays(10), "HOLD");
    ObjectNode later =
        Setting.reason("The third person was ill").put("due_at", inDays(20).toString());

    Refusal.of(
        setting, setting.act(ETHICS_REVIEWER, extended, "extensions", later), 403, "FORBIDDEN");
    setting.granted(setting.act(LEAD, extended, "extensions", later));
    assertThat(setting.read(LEAD, extended).text("/extended_from")).isEmpty();
    Answer alone = setting.send(setting.act(LEAD, extended, "agreements", Plans.nothing()));
    assertThat(alone.status()).as("%s", alone.body()).isEqualTo(403);
    setting.granted(setting.act(ETHICS_REVIEWER, extended, "agreements", Plans.nothing()));

    assertThat(setting.read(LEAD, extended).text("/extended_from")).isNotEmpty();
    ObjectNode more = Setting.reason("Once more").put("due_at", inDays(30).toString());
    Refusal.of(
        setting, setting.act(LEAD, extended, "extensions", more), 409, "CONDITION_STATE_REFUSES");
  }

  private static Instant inDays(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }

  /** Invariant 10: evidence ends at its instant, and with it what was allowed. */
  @Test
  void evidenceThatIsNoLongerValidClosesTheGate() {
    Instant decided = Instant.parse(allowed.path("decided_at").asText());
    assertThat(allowed.path("decision").asText())
        .isEqualTo(decided.isBefore(end) ? "ALLOW" : "DENY");
    assertThat(Instant.parse(allowed.path("valid_until").asText())).isBeforeOrEqualTo(end);

    awaitItsEnd();

    assertThat(setting.state(ending, "performance-approved")).isEqualTo("STALE");
    Answer release = setting.send(setting.release(LEAD, ending, "staging"));
    assertThat(release.status()).as("%s", release.body()).isEqualTo(409);
  }

  /** Invariant 11: an override ends at its instant, and does not begin again by itself. */
  @Test
  void anOverrideEndsAtItsInstant() {
    awaitItsEnd();

    assertThat(setting.state(ending, "ninth")).isEqualTo("UNSATISFIED");
    Answer ended = setting.read(LEAD, override);
    assertThat(ended.text("/state")).isEqualTo("EXPIRED");
    assertThat(ended.body().path("approvers")).hasSize(2);
  }

  /** Invariant 14: a policy binds what is open when it says, and takes back no release. */
  @Test
  void aPolicyBindsWhatIsOpenWhenItSaysAndNoRelease() {
    Setting.Version released = setting.released();
    Setting.Version open = setting.registered(released.model());
    setting.submit(open);
    setting.openReviews(open);
    setting.approve(open);
    ObjectNode later = PolicyDesk.draft(released.project()).put("rebind_after", "P14D");
    PolicyDesk.requirement(later, "later", "version.number > 99");
    desk.published(later);
    // A fortnight is left: the round keeps the policy that was in force when it began.
    setting.granted(setting.release(LEAD, open, "staging"));
    Setting.Version third = setting.registered(released.model());
    ObjectNode now = PolicyDesk.draft(released.project()).put("rebind_after", "P0D");
    PolicyDesk.requirement(now, "now", "version.number > 99");

    desk.published(now);

    Answer refusal = setting.send(setting.release(open));
    assertThat(refusal.status()).as("%s", refusal.body()).isEqualTo(409);
    assertThat(setting.gateSays(released)).isEqualTo("ALLOW");
    assertThat(setting.read(LEAD, released.gate()).text("/policy")).isEqualTo("starter/1");
    assertThat(setting.state(third, "now")).isEqualTo("UNSATISFIED");
  }

  /** Invariant 26: time is the server's; what ends does so at the instant that was set. */
  @Test
  void aHoldEndsAtTheServersInstant() {
    Setting.Version version = setting.released();
    Instant until = Instant.now().plusSeconds(3);
    setting.granted(
        Request.post(
            LEAD_2,
            version.path() + "/holds",
            Setting.reason("Until the logs are read").put("until", until.toString())));
    Request fromTheFuture =
        Request.get(ENGINEER, version.gate()).with("Date", "Fri, 31 Dec 2099 23:59:59 GMT");

    Answer opened =
        await()
            .atMost(Setting.PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> setting.granted(fromTheFuture),
                answer -> answer.text("/decision").equals("ALLOW"));

    assertThat(Instant.parse(opened.text("/decided_at"))).isAfterOrEqualTo(until);
    assertThat(opened.text("/copy_age")).as("how old the facts are").startsWith("PT");
  }
}
