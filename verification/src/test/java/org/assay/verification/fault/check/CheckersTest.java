package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.ACKNOWLEDGED_LOST;
import static org.assay.verification.fault.check.Verdict.DUPLICATES_APPLIED;
import static org.assay.verification.fault.check.Verdict.FALSE_ALLOW;
import static org.assay.verification.fault.check.Verdict.GAPS;
import static org.assay.verification.fault.check.Verdict.ORDER_VIOLATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.verification.fault.Fault;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Outcome;
import org.junit.jupiter.api.Test;

/** Each checker says nothing of a whole history, and sees each way of spoiling it. */
class CheckersTest {

  private static final Outcome OK = new Outcome.Ok(201, false);

  private final MadeUp whole = new MadeUp();

  @Test
  void findsNothingInAWholeHistory() {
    assertThat(whole.verdicts()).isEmpty();
  }

  @Test
  void missesAVersionThatWasAcknowledged() {
    whole.versions = List.of();
    assertThat(whole.verdicts()).contains(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesAnAssessment() {
    whole.assessments = List.of();
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesAClaim() {
    whole.assignments = List.of();
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void seesAReviewClaimedTwice() {
    whole.assignments =
        List.of(new Evidence.Assignment("r1", "one"), new Evidence.Assignment("r1", "another"));
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void seesARefusalOfAClaimThatTheFirstRequestHadDone() {
    whole.operations.removeIf(act -> act.kind() == Kind.CLAIM);
    whole.act(
        Kind.CLAIM, "reviewer", 1, 2, new Outcome.Fail(409, "CONFLICT"), Map.of("review", "r1"));
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void missesAProposal() {
    whole.proposals = List.of();
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void seesTwoProposals() {
    whole.proposals =
        List.of(
            new Evidence.Proposal("q1", MadeUp.VERSION),
            new Evidence.Proposal("q2", MadeUp.VERSION));
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void seesAChangeThatWasMadeTwiceThoughItsNameIsTheSame() {
    whole.ofProjects =
        Stream.concat(whole.ofProjects.stream(), Stream.of(MadeUp.ofProject(4, "project.updated")))
            .toList();
    whole.projects = List.of(MadeUp.project(4));
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void allowsAChangeWhoseOutcomeNobodyKnows() {
    whole.ofProjects =
        Stream.concat(whole.ofProjects.stream(), Stream.of(MadeUp.ofProject(4, "project.updated")))
            .toList();
    whole.projects = List.of(MadeUp.project(4));
    whole.act(
        Kind.PATCH_PROJECT,
        "lead",
        0,
        0,
        new Outcome.Unknown("no answer"),
        Map.of("project", "made", "name", "Named"));
    assertThat(whole.verdicts()).isEmpty();
  }

  @Test
  void missesAMemberThatNoEventTellsOf() {
    whole.act(Kind.ADD_MEMBER, 7, 8, Map.of("project", "made", "member", "m", "subject", "s"));
    whole.act(Kind.REMOVE_MEMBER, 9, 10, Map.of("project", "made", "member", "m"));
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesARevisionThatNoEventTellsOf() {
    whole.projects = List.of(MadeUp.project(4));
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesADecision() {
    whole.decisions = List.of();
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesAReleaseThatTheRegistryNeverHeardOf() {
    whole.versions = List.of(MadeUp.version("APPROVED"));
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesARevocation() {
    whole.act(Kind.REVOKE, 7, 8, Map.of("digest", MadeUp.DIGEST));
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesAnEventThatAReaderDidNotApply() {
    whole.applied = Map.of(MadeUp.THING, 1L);
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesAParkedEvent() {
    whole.parked = 1;
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void missesAnEventWithoutPosition() {
    whole.events = List.of(MadeUp.event(MadeUp.FIRST, 1, 1), MadeUp.event(MadeUp.SECOND, 2, 0));
    whole.cursor = 1;
    assertThat(whole.verdicts()).contains(ACKNOWLEDGED_LOST);
  }

  @Test
  void seesACopyThatDiffers() {
    whole.copies = List.of(new Evidence.Copy("a copy", MadeUp.VERSION, "1", "2"));
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
  }

  @Test
  void seesTheSameBytesRegisteredTwice() {
    whole.versions =
        List.of(
            MadeUp.version("RELEASED"),
            new Evidence.Version("v2", "p.m", 2, MadeUp.DIGEST, "REGISTERED", 0, 0));
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void seesAReviewOpenedTwice() {
    whole.reviews =
        List.of(
            MadeUp.review("r1", "ETHICS"),
            MadeUp.review("r2", "PERFORMANCE"),
            MadeUp.review("r3", "PERFORMANCE"));
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void seesARepeatThatWasJudgedAnew() {
    whole.act(Kind.REPEAT, 7, 8, Map.of("same", "false", "replayed", "false"));
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void seesARefusalOfWhatTheFirstRequestHadDone() {
    whole.operations.removeIf(act -> act.kind() == Kind.SUBMIT);
    whole.act(Kind.SUBMIT, "engineer", 1, 2, new Outcome.Fail(412, "STALE_REVISION"), Map.of());
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
  }

  @Test
  void seesAnEventNumberedBeforeItsPredecessor() {
    whole.events = List.of(MadeUp.event(MadeUp.FIRST, 1, 2), MadeUp.event(MadeUp.SECOND, 2, 1));
    assertThat(whole.verdicts()).contains(ORDER_VIOLATIONS);
  }

  @Test
  void seesAnEventToldBeforeItsPredecessor() {
    whole.told = List.of(MadeUp.told(MadeUp.SECOND, 2, 2), MadeUp.told(MadeUp.FIRST, 1, 1));
    assertThat(whole.verdicts()).containsExactly(ORDER_VIOLATIONS);
  }

  @Test
  void allowsAnEventToBeToldAgain() {
    whole.told =
        List.of(
            MadeUp.told(MadeUp.FIRST, 1, 1),
            MadeUp.told(MadeUp.SECOND, 2, 2),
            MadeUp.told(MadeUp.FIRST, 1, 1));
    assertThat(whole.verdicts()).isEmpty();
  }

  @Test
  void seesAHoleInThePositions() {
    whole.events = List.of(MadeUp.event(MadeUp.FIRST, 1, 1), MadeUp.event(MadeUp.SECOND, 2, 3));
    whole.cursor = 3;
    whole.told = List.of(MadeUp.told(MadeUp.FIRST, 1, 1), MadeUp.told(MadeUp.SECOND, 2, 3));
    assertThat(whole.verdicts()).containsExactly(GAPS);
  }

  @Test
  void seesAnEventThatATopicNeverHad() {
    whole.told = List.of(MadeUp.told(MadeUp.FIRST, 1, 1));
    assertThat(whole.verdicts()).containsExactly(GAPS);
  }

  @Test
  void seesAnEventToldThatTheLogDoesNotHold() {
    whole.told =
        List.of(
            MadeUp.told(MadeUp.FIRST, 1, 1),
            MadeUp.told(MadeUp.SECOND, 2, 2),
            MadeUp.told(new UUID(1, 9), 3, 3));
    assertThat(whole.verdicts()).containsExactly(GAPS);
  }

  @Test
  void seesThatAThingWasAppliedOfWhichNoLogTells() {
    whole.applied = Map.of(MadeUp.THING, 2L, new UUID(0x7000, 9), 1L);
    assertThat(whole.verdicts()).containsExactly(DUPLICATES_APPLIED);
    whole.applied = Map.of(MadeUp.THING, 2L, Fault.invented(), 1L);
    assertThat(whole.verdicts()).isEmpty();
  }

  @Test
  void seesAPositionGivenTwice() {
    whole.told =
        List.of(
            MadeUp.told(MadeUp.FIRST, 1, 1),
            MadeUp.told(new UUID(1, 9), 2, 1),
            MadeUp.told(MadeUp.SECOND, 2, 2));
    assertThat(whole.verdicts()).contains(GAPS);
  }

  @Test
  void seesAnAllowBeforeAnyRelease() {
    whole.gate("ALLOW", 1);
    assertThat(whole.verdicts()).containsExactly(FALSE_ALLOW);
  }

  @Test
  void seesAnAllowAfterTheRevocation() {
    whole.versions = List.of(MadeUp.version("REVOKED"));
    whole.releases = List.of(new Evidence.Release("l1", MadeUp.VERSION, "production", false));
    whole.revocations = List.of(new Evidence.Revocation("x1", MadeUp.VERSION));
    whole.act(Kind.REVOKE, 7, 8, Map.of("digest", MadeUp.DIGEST));
    whole.gate("ALLOW", 7); // while it was being revoked either answer is right
    assertThat(whole.verdicts()).isEmpty();
    whole.gate("ALLOW", 9);
    assertThat(whole.verdicts()).containsExactly(FALSE_ALLOW);
  }

  @Test
  void seesAnAllowWhileNoEventCouldReachTheGateForTooLong() {
    whole.disturbances.add(
        new Disturbance("the broker is away", 10_000_000_000L, 100_000_000_000L, true));
    whole.gate("ALLOW", 60);
    assertThat(whole.verdicts()).isEmpty();
    whole.gate("ALLOW", 75);
    assertThat(whole.verdicts()).containsExactly(FALSE_ALLOW);
  }

  @Test
  void seesAnAllowToAGuestWhoLeftLongAgo() {
    Map<String, String> guest = Map.of("project", "p", "member", "engineer-2", "version", "");
    Map<String, String> answer =
        Map.of("digest", MadeUp.DIGEST, "decision", "ALLOW", "copy_age", "PT1S", "project", "p");
    whole.act(Kind.ADD_MEMBER, "lead", 5, 6, new Outcome.Unknown("no answer"), guest);
    whole.act(Kind.REMOVE_MEMBER, "lead", 7, 8, OK, guest);
    whole.act(Kind.GATE, "engineer-2", 60, 61, OK, answer);
    assertThat(whole.verdicts()).isEmpty();
    whole.act(Kind.GATE, "engineer-2", 80, 81, OK, answer);
    assertThat(whole.verdicts()).containsExactly(FALSE_ALLOW);
  }

  @Test
  void seesAnAllowOnCopiesThatTheGateItselfCallsTooOld() {
    whole.act(
        Kind.GATE, 7, 8, Map.of("digest", MadeUp.DIGEST, "decision", "ALLOW", "copy_age", "PT61S"));
    assertThat(whole.verdicts()).containsExactly(FALSE_ALLOW);
  }

  @Test
  void seesAnAllowThatDoesNotSayHowOldItsCopiesWere() {
    whole.act(Kind.GATE, 7, 8, Map.of("digest", MadeUp.DIGEST, "decision", "ALLOW"));
    assertThat(whole.verdicts()).containsExactly(FALSE_ALLOW);
  }

  @Test
  void seesThatHttpShowsSomethingElse() {
    whole.sights = List.of(new Evidence.Sight("the gate", "ALLOW", "DENY"));
    assertThat(whole.verdicts()).containsExactly(ACKNOWLEDGED_LOST);
    whole.sights = List.of(new Evidence.Sight("the gate", "DENY", "ALLOW"));
    assertThat(whole.verdicts()).containsExactly(FALSE_ALLOW);
  }
}
