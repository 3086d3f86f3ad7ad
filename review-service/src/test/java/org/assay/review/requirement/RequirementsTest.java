package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Open;
import org.assay.review.policy.Policy;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.policy.Shipped;
import org.assay.review.replica.Part;
import org.assay.review.requirement.VersionFacts.ApprovalFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.assay.review.requirement.VersionFacts.ChecklistFacts;
import org.assay.review.requirement.VersionFacts.ConditionFacts;
import org.assay.review.requirement.VersionFacts.Contributor;
import org.assay.review.requirement.VersionFacts.DeprecationFacts;
import org.assay.review.requirement.VersionFacts.EvidenceFacts;
import org.assay.review.requirement.VersionFacts.EvidenceSpan;
import org.assay.review.requirement.VersionFacts.HoldFacts;
import org.assay.review.requirement.VersionFacts.IncidentFacts;
import org.assay.review.requirement.VersionFacts.OpenFindings;
import org.assay.review.requirement.VersionFacts.OverrideFacts;
import org.assay.review.requirement.VersionFacts.Progress;
import org.assay.review.requirement.VersionFacts.ReleaseFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.assay.review.requirement.VersionFacts.RevocationFacts;
import org.assay.review.requirement.VersionFacts.Setting;
import org.assay.review.requirement.VersionFacts.WindowFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String OTHER = "sha256:" + "cd".repeat(32);
  private static final String EVIDENCE = "sha256:" + "ef".repeat(32);
  private static final PolicyVersion POLICY = Shipped.starter();
  private static final FactsHealth HEALTHY = new FactsHealth(Duration.ofSeconds(3), false);

  /** A version on its way; each method returns a changed copy. */
  private record Draft(
      String state,
      @Nullable String round,
      List<Contributor> contributors,
      List<ReviewFacts> reviews,
      List<ReleaseFacts> releases,
      @Nullable RevocationFacts revocation,
      @Nullable HoldFacts hold,
      List<OverrideFacts> overrides,
      int lapsed) {

    static Draft registered() {
      return new Draft(
          "REGISTERED", null, List.of(), List.of(), List.of(), null, null, List.of(), 0);
    }

    static Draft released() {
      return registered()
          .round("RELEASED", "PASSED")
          .review(ReviewType.ETHICS, Progress.APPROVED, approval("ethics-reviewer", DIGEST))
          .review(
              ReviewType.PERFORMANCE, Progress.APPROVED, approval("performance-reviewer", DIGEST))
          .release("production", DIGEST, "lead");
    }

    Draft round(String version, String assessment) {
      return new Draft(
          version,
          assessment,
          contributors,
          reviews,
          releases,
          revocation,
          hold,
          overrides,
          lapsed);
    }

    Draft part(String subject, Part part) {
      List<Contributor> more = new ArrayList<>(contributors);
      more.add(new Contributor(subject, part));
      return new Draft(state, round, more, reviews, releases, revocation, hold, overrides, lapsed);
    }

    Draft review(ReviewType type, Progress progress, ApprovalFacts... approvals) {
      List<ReviewFacts> more = new ArrayList<>(reviews);
      more.removeIf(review -> review.type() == type);
      more.add(
          new ReviewFacts(
              UUID.randomUUID(),
              type,
              progress.name(),
              progress,
              1,
              NOW,
              0,
              0,
              0,
              List.of(),
              List.of(approvals),
              null));
      return new Draft(
          state, round, contributors, more, releases, revocation, hold, overrides, lapsed);
    }

    Draft openFindings(int open) {
      return openFindings(open, open);
    }

    Draft openFindings(int open, int unanswered) {
      return weighed(open, unanswered, 0);
    }

    Draft missedConditions(int missed) {
      return weighed(0, 0, missed);
    }

    private Draft weighed(int open, int unanswered, int missed) {
      List<ReviewFacts> more =
          reviews.stream()
              .map(
                  r ->
                      new ReviewFacts(
                          r.id(),
                          r.type(),
                          r.state(),
                          r.progress(),
                          r.approvalsRequired(),
                          r.changedAt(),
                          open,
                          unanswered,
                          missed,
                          r.assignees(),
                          r.approvals(),
                          r.checklist()))
              .toList();
      return new Draft(
          state, round, contributors, more, releases, revocation, hold, overrides, lapsed);
    }

    Draft openQuestions(Open... lacking) {
      List<ReviewFacts> more =
          reviews.stream()
              .map(
                  r ->
                      new ReviewFacts(
                          r.id(),
                          r.type(),
                          r.state(),
                          r.progress(),
                          r.approvalsRequired(),
                          r.changedAt(),
                          r.openFindings(),
                          r.unansweredFindings(),
                          r.missedConditions(),
                          r.assignees(),
                          r.approvals(),
                          new ChecklistFacts(
                              "default/2", Map.of(), Map.of(), Set.of(), List.of(lacking))))
              .toList();
      return new Draft(
          state, round, contributors, more, releases, revocation, hold, overrides, lapsed);
    }

    Draft release(String environment, String digest, String by) {
      return release(environment, digest, by, null);
    }

    Draft release(String environment, String digest, String by, @Nullable Instant until) {
      List<ReleaseFacts> more =
          List.of(new ReleaseFacts(UUID.randomUUID(), environment, digest, by, NOW, until));
      return new Draft(
          state, round, contributors, reviews, more, revocation, hold, overrides, lapsed);
    }

    Draft revoked() {
      return new Draft(
          state,
          round,
          contributors,
          reviews,
          releases,
          new RevocationFacts(UUID.randomUUID(), "PROPOSAL", NOW, false),
          hold,
          overrides,
          lapsed);
    }

    Draft held(@Nullable Instant until) {
      return new Draft(
          state,
          round,
          contributors,
          reviews,
          releases,
          revocation,
          new HoldFacts(UUID.randomUUID(), NOW, until),
          overrides,
          lapsed);
    }

    Draft overridden(String key, String digest, Instant until) {
      return new Draft(
          state,
          round,
          contributors,
          reviews,
          releases,
          revocation,
          hold,
          List.of(
              new OverrideFacts(
                  UUID.randomUUID(),
                  key,
                  digest,
                  POLICY.id(),
                  List.of("lead-2", "reviewer-2"),
                  NOW.minusSeconds(9),
                  until)),
          lapsed);
    }

    Draft lapsedEvidence(int records) {
      return new Draft(
          state, round, contributors, reviews, releases, revocation, hold, overrides, records);
    }

    VersionFacts facts() {
      return new VersionFacts(
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          "credit.denial",
          3,
          state,
          DIGEST,
          5,
          new EvidenceFacts(
              EVIDENCE,
              new EvidenceSpan(lapsed, null, null),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              WindowFacts.NONE),
          contributors,
          round == null
              ? null
              : new AssessmentFacts(
                  UUID.randomUUID(),
                  1,
                  round,
                  DIGEST,
                  POLICY.id(),
                  NOW,
                  null,
                  false,
                  false,
                  List.of()),
          reviews,
          releases,
          revocation,
          hold,
          List.of(),
          overrides,
          List.of(),
          null,
          List.of(),
          new ConditionFacts(0, null),
          new Setting("TABULAR", null, "credit", "credit", "ACTIVE", List.of(), List.of(), null),
          null,
          Map.of(),
          NOW);
    }
  }

  private static ApprovalFacts approval(String subject, String digest) {
    return approval(subject, digest, EVIDENCE, null);
  }

  private static ApprovalFacts approval(String subject, String digest, @Nullable Instant until) {
    return approval(subject, digest, EVIDENCE, until);
  }

  private static ApprovalFacts approval(
      String subject, String digest, String evidence, @Nullable Instant until) {
    return new ApprovalFacts(
        UUID.randomUUID(), subject, "credit", digest, POLICY.id(), evidence, NOW, until, null);
  }

  private static RequirementState state(Draft draft, String key) {
    return state(draft, key, "production", HEALTHY);
  }

  private static RequirementState state(
      Draft draft, String key, String environment, FactsHealth health) {
    boolean known = environment.equals("production");
    return new Requirements(POLICY, draft.facts())
        .forDeployment(environment, known, health).stream()
            .filter(result -> result.key().value().equals(key))
            .findFirst()
            .orElseThrow()
            .state();
  }

  private static boolean allows(Draft draft) {
    return new Requirements(POLICY, draft.facts())
        .forDeployment("production", true, HEALTHY).stream().allMatch(RequirementResult::fulfilled);
  }

  @Test
  void allowsAReleasedVersion() {
    assertThat(allows(Draft.released())).isTrue();
  }

  @Test
  void wordsEveryRequirement() {
    assertThat(
            new Requirements(POLICY, Draft.released().facts())
                .forDeployment("production", true, HEALTHY))
        .extracting(result -> result.key().value())
        .containsAll(POLICY.policy().clauses().keySet())
        .allSatisfy(key -> assertThat(POLICY.policy().clause(key).title()).isNotEqualTo(key));
  }

  @Test
  void deniesHeldBytesWhateverElseHolds() {
    Draft open = Draft.released().held(null);
    Draft timed = Draft.released().held(NOW.plusSeconds(60));

    assertThat(state(open, "not-held")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(state(timed, "not-held")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(allows(open)).isFalse();
    assertThat(allows(timed)).isFalse();
    assertThat(
            new Requirements(POLICY, open.facts())
                .forRelease("production", HEALTHY).stream().allMatch(RequirementResult::fulfilled))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, SATISFIED",
    "PASSED, SATISFIED",
    "LOST, SATISFIED",
    "FAILED, UNSATISFIED",
    "WITHDRAWN, UNSATISFIED",
    "SOMETHING_NEW, ERROR"
  })
  void judgesTheRound(String assessment, RequirementState expected) {
    assertThat(state(Draft.registered().round("IN_REVIEW", assessment), "submitted"))
        .isEqualTo(expected);
  }

  @Test
  void wantsASubmission() {
    assertThat(state(Draft.registered(), "submitted")).isEqualTo(RequirementState.UNSATISFIED);
  }

  @ParameterizedTest
  @CsvSource({"OPEN, PENDING", "CLOSED, UNSATISFIED", "APPROVED, UNSATISFIED"})
  void wantsAnApprovalThatCounts(Progress progress, RequirementState expected) {
    assertThat(state(Draft.released().review(ReviewType.ETHICS, progress), "ethics-approved"))
        .isEqualTo(expected);
  }

  @Test
  void countsNoApprovalOverAnOpenFinding() {
    Draft draft = Draft.released().openFindings(1);

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(allows(draft)).isFalse();
  }

  @Test
  void namesWhoseTurnItIsWithAnOpenFinding() {
    assertThat(cure(Draft.released().openFindings(2, 1))).contains("engineer");
    assertThat(cure(Draft.released().openFindings(1, 0)))
        .contains("ethics-reviewer")
        .doesNotContain("engineer");
  }

  private static String cure(Draft draft) {
    return new Requirements(POLICY, draft.facts())
        .forPassing().stream()
            .filter(result -> result.key().value().equals("ethics-approved"))
            .findFirst()
            .orElseThrow()
            .why()
            .satisfiableBy()
            .toString();
  }

  @Test
  void countsNoApprovalWhoseConditionIsDue() {
    Draft draft = Draft.released().missedConditions(1);

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(allows(draft)).isFalse();
  }

  @Test
  void countsNoApprovalOfOtherBytes() {
    Draft draft =
        Draft.released()
            .review(ReviewType.ETHICS, Progress.APPROVED, approval("ethics-reviewer", OTHER));

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.STALE);
    assertThat(state(draft, "distinct-approvers")).isEqualTo(RequirementState.PENDING);
    assertThat(allows(draft)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, STALE", "0, STALE", "1, SATISFIED"})
  void countsAnApprovalUntilTheInstantItEnds(long millis, RequirementState expected) {
    ApprovalFacts approval = approval("ethics-reviewer", DIGEST, NOW.plusMillis(millis));
    Draft draft = Draft.released().review(ReviewType.ETHICS, Progress.APPROVED, approval);

    assertThat(state(draft, "ethics-approved")).isEqualTo(expected);
    assertThat(state(draft, "distinct-approvers"))
        .isEqualTo(expected == RequirementState.STALE ? RequirementState.PENDING : expected);
    assertThat(allows(draft)).isEqualTo(expected == RequirementState.SATISFIED);
  }

  @ParameterizedTest
  @CsvSource({"-1, STALE", "0, STALE", "1, SATISFIED"})
  void trustsAReleaseUntilTheInstantItEnds(long millis, RequirementState expected) {
    Draft draft = Draft.released().release("production", DIGEST, "lead", NOW.plusMillis(millis));

    assertThat(state(draft, "released")).isEqualTo(expected);
    assertThat(allows(draft)).isEqualTo(expected == RequirementState.SATISFIED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Progress.class,
      names = {"APPROVED", "CLOSED"})
  void countsNoApprovalOnOtherEvidence(Progress progress) {
    Draft draft =
        Draft.released()
            .review(ReviewType.ETHICS, progress, approval("ethics-reviewer", DIGEST, OTHER, null));

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.STALE);
    assertThat(allows(draft)).isFalse();
  }

  @Test
  void countsNoApprovalOnEvidenceThatIsNoLongerValid() {
    Draft draft = Draft.released().lapsedEvidence(1);

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.STALE);
    assertThat(allows(draft)).isFalse();
  }

  @Test
  void countsNoApprovalUnderAnotherPolicy() {
    ApprovalFacts other =
        new ApprovalFacts(
            UUID.randomUUID(),
            "ethics-reviewer",
            "credit",
            DIGEST,
            UUID.randomUUID(),
            EVIDENCE,
            NOW,
            null,
            null);

    assertThat(
            state(
                Draft.released().review(ReviewType.ETHICS, Progress.APPROVED, other),
                "ethics-approved"))
        .isEqualTo(RequirementState.STALE);
  }

  @Test
  void countsNothingWhileAnotherPolicyIsInForceThanTheRoundIsBoundTo() {
    Requirements requirements = new Requirements(POLICY, rebinding(Draft.released().facts()));

    assertThat(requirements.forPassing())
        .filteredOn(result -> !result.fulfilled())
        .extracting(result -> result.key().value())
        .contains("submitted", "ethics-approved", "performance-approved");
  }

  private static VersionFacts rebinding(VersionFacts facts) {
    AssessmentFacts round = Objects.requireNonNull(facts.assessment());
    return with(
        facts,
        new AssessmentFacts(
            round.id(),
            round.round(),
            round.state(),
            round.digest(),
            round.policyVersionId(),
            round.openedAt(),
            round.decidedAt(),
            true,
            false,
            List.of()),
        facts.setting());
  }

  /** The same version in another round and setting. */
  private static VersionFacts with(
      VersionFacts facts, @Nullable AssessmentFacts round, Setting setting) {
    return with(facts, round, setting, facts.incidents(), facts.deprecation());
  }

  private static VersionFacts with(
      VersionFacts facts,
      @Nullable AssessmentFacts round,
      Setting setting,
      List<IncidentFacts> incidents,
      @Nullable DeprecationFacts deprecation) {
    return new VersionFacts(
        facts.versionId(),
        facts.modelId(),
        facts.projectId(),
        facts.model(),
        facts.number(),
        facts.state(),
        facts.digest(),
        facts.revision(),
        facts.evidence(),
        facts.contributors(),
        round,
        facts.reviews(),
        facts.releases(),
        facts.revocation(),
        facts.hold(),
        incidents,
        facts.overrides(),
        facts.marks(),
        facts.classification(),
        facts.unclassified(),
        facts.conditions(),
        setting,
        deprecation,
        facts.identities(),
        facts.at());
  }

  /** Invariants 8 and 16: an approval of before does not stand in for an answer of now. */
  @Test
  void wantsTheChecklistMetNowWhateverWasApproved() {
    Draft draft = Draft.released().openQuestions(new Open("PERF-06", Mark.B));

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(allows(draft)).isFalse();
    assertThat(allows(Draft.released().openQuestions())).isTrue();
  }

  @Test
  void takesAConditionForAQuestionThatDoesNotBlock() {
    ChecklistFacts checklist =
        new ChecklistFacts("default/2", Map.of(), Map.of(), Set.of("ETH-02", "ETH-03"), List.of());

    assertThat(
            checklist.lacking(
                List.of(
                    new Open("ETH-02", Mark.C),
                    new Open("ETH-06", Mark.C),
                    new Open("ETH-03", Mark.B))))
        .extracting(Open::id)
        .containsExactly("ETH-03", "ETH-06");
  }

  @ParameterizedTest
  @CsvSource({"AUTHOR", "REGISTRANT", "SUBMITTER"})
  void countsNoApprovalOfSomebodyWhoTurnsOutToHaveAPart(Part part) {
    Draft draft = Draft.released().part("ethics-reviewer", part);

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(state(draft, "separation-of-duties")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(allows(draft)).isFalse();
  }

  @Test
  void countsOnePersonOnce() {
    Draft draft =
        Draft.released()
            .review(ReviewType.ETHICS, Progress.APPROVED, approval("performance-reviewer", DIGEST));

    assertThat(state(draft, "distinct-approvers")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(state(draft, "separation-of-duties")).isEqualTo(RequirementState.UNSATISFIED);
    assertThat(allows(draft)).isFalse();
  }

  @Test
  void countsOnePersonForSeveralReviewsWhereEnoughPeopleApprove() {
    PolicyVersion policy = asking(ReviewType.ETHICS, ReviewType.PERFORMANCE, ReviewType.LEGAL);
    Draft two = Draft.released();
    Draft three =
        two.review(ReviewType.LEGAL, Progress.APPROVED, approval("ethics-reviewer", DIGEST));
    Draft one =
        three.review(
            ReviewType.PERFORMANCE, Progress.APPROVED, approval("ethics-reviewer", DIGEST));

    assertThat(passing(policy, three)).containsOnly(RequirementState.SATISFIED);
    assertThat(passing(policy, one)).contains(RequirementState.UNSATISFIED);
  }

  private static List<RequirementState> passing(PolicyVersion policy, Draft draft) {
    return new Requirements(policy, draft.facts())
        .forPassing().stream().map(RequirementResult::state).toList();
  }

  /** The policy, which asks for one approval of each of these kinds, by two people. */
  private static PolicyVersion asking(ReviewType... types) {
    Policy starter = POLICY.policy();
    return new PolicyVersion(
        POLICY.id(),
        POLICY.digest(),
        new Policy(
            starter.name(),
            starter.number(),
            starter.text(),
            Arrays.stream(types).map(type -> new Policy.RequiredReview(type, 1)).toList(),
            2,
            starter.copyAgeLimit(),
            starter.clauses(),
            null,
            null,
            0,
            List.of(),
            List.of(),
            null,
            Map.of(),
            null,
            List.of(),
            null,
            null));
  }

  @ParameterizedTest
  @CsvSource({"ethics-reviewer", "engineer"})
  void refusesAReleaseByApproverOrAuthor(String releaser) {
    Draft draft =
        Draft.released().part("engineer", Part.AUTHOR).release("production", DIGEST, releaser);

    assertThat(state(draft, "separation-of-duties")).isEqualTo(RequirementState.UNSATISFIED);
  }

  @Test
  void wantsAReleaseForTheEnvironment() {
    assertThat(state(Draft.released().release("staging", DIGEST, "lead"), "released"))
        .isEqualTo(RequirementState.UNSATISFIED);
  }

  @Test
  void wantsTheReleaseOfTheseBytes() {
    assertThat(state(Draft.released().release("production", OTHER, "lead"), "released"))
        .isEqualTo(RequirementState.STALE);
  }

  @Test
  void knowsNoOtherEnvironment() {
    assertThat(state(Draft.released(), "released", "moon", HEALTHY))
        .isEqualTo(RequirementState.IMPOSSIBLE);
  }

  @ParameterizedTest
  @CsvSource({"OPEN", "LOST", "FAILED", "WITHDRAWN"})
  void trustsNoReleaseWhoseRoundDoesNotStand(String assessment) {
    assertThat(allows(Draft.released().round("RELEASED", assessment))).isFalse();
    assertThat(state(Draft.released().round("RELEASED", assessment), "released"))
        .isEqualTo(RequirementState.STALE);
  }

  @ParameterizedTest
  @CsvSource({"DEPRECATED", "RETIRED", "REVOKED", "REJECTED", "REGISTERED"})
  void followsTheRegistryWhereItEndsAVersion(String version) {
    assertThat(allows(Draft.released().round(version, "PASSED"))).isFalse();
  }

  /** Invariant 17: until its last day a deprecated version goes on where it ran, nowhere else. */
  @ParameterizedTest
  @CsvSource({
    "production, 1, SATISFIED",
    "production, 0, UNSATISFIED",
    "production, -1, UNSATISFIED",
    "production, , UNSATISFIED",
    "staging, 1, UNSATISFIED"
  })
  void letsADeprecatedVersionGoOnWhereItRan(
      String ran, @Nullable Integer days, RequirementState expected) {
    Instant endsAt = days == null ? null : NOW.plus(Duration.ofDays(days));
    VersionFacts facts = deprecated(new DeprecationFacts(endsAt, Set.of(ran)));

    assertThat(
            new Requirements(POLICY, facts)
                .forDeployment("production", true, HEALTHY).stream()
                    .filter(result -> result.key().value().equals("released"))
                    .map(RequirementResult::state))
        .containsExactly(expected);
    assertThat(new Requirements(POLICY, facts).nextEnd("production"))
        .isEqualTo(Optional.ofNullable(endsAt).filter(NOW::isBefore));
  }

  private static VersionFacts deprecated(DeprecationFacts deprecation) {
    VersionFacts facts = Draft.released().round("DEPRECATED", "PASSED").facts();
    return with(facts, facts.assessment(), facts.setting(), facts.incidents(), deprecation);
  }

  @Test
  void deniesRevokedBytes() {
    assertThat(state(Draft.released().revoked(), "not-revoked"))
        .isEqualTo(RequirementState.UNSATISFIED);
    assertThat(allows(Draft.released().revoked())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"60, SATISFIED", "61, STALE", "31536000000, STALE"})
  void wantsRecentFacts(long seconds, RequirementState expected) {
    FactsHealth health = new FactsHealth(Duration.ofSeconds(seconds), false);

    assertThat(state(Draft.released(), "facts-fresh", "production", health)).isEqualTo(expected);
  }

  @Test
  void judgesNothingByFactsThatCouldNotBeRead() {
    assertThat(
            state(
                Draft.released(),
                "facts-readable",
                "production",
                new FactsHealth(Duration.ZERO, true)))
        .isEqualTo(RequirementState.ERROR);
  }

  @Test
  void saysWhoCouldFulfilWhatIsMissing() {
    Draft draft =
        Draft.registered().round("IN_REVIEW", "OPEN").review(ReviewType.ETHICS, Progress.OPEN);

    assertThat(
            new Requirements(POLICY, draft.facts())
                .forPassing().stream()
                    .filter(result -> !result.fulfilled())
                    .map(result -> result.why().satisfiableBy()))
        .isNotEmpty()
        .noneMatch(List::isEmpty);
  }

  private static final Instant SOON = NOW.plusSeconds(1);

  /** The policy, which lets these requirements be overridden by leads. */
  private static PolicyVersion letting(String... keys) {
    Policy starter = POLICY.policy();
    return new PolicyVersion(
        POLICY.id(),
        POLICY.digest(),
        new Policy(
            starter.name(),
            starter.number(),
            starter.text(),
            starter.reviews(),
            1,
            starter.copyAgeLimit(),
            starter.clauses(),
            Arrays.stream(keys).collect(Collectors.toMap(key -> key, _ -> List.of("lead"))),
            null,
            0,
            List.of(),
            List.of(),
            null,
            Map.of(),
            null,
            List.of(),
            null,
            null));
  }

  @Test
  void countsNoOverrideWhileABlockerIsOpen() {
    VersionFacts facts = withoutEthics().overridden("ethics-approved", DIGEST, SOON).facts();

    assertThat(overridable(facts, "ethics-approved")).isEqualTo(RequirementState.OVERRIDDEN);
    assertThat(overridable(finding(facts, "BLOCKER"), "ethics-approved"))
        .isEqualTo(RequirementState.PENDING);
    assertThat(overridable(finding(facts, "MAJOR"), "ethics-approved"))
        .isEqualTo(RequirementState.OVERRIDDEN);
  }

  /** The same version with one open finding of the performance review. */
  private static VersionFacts finding(VersionFacts facts, String severity) {
    Setting setting = facts.setting();
    return with(
        facts,
        facts.assessment(),
        new Setting(
            setting.kind(),
            setting.federated(),
            setting.projectKey(),
            setting.unit(),
            setting.projectState(),
            List.of(new OpenFindings(ReviewType.PERFORMANCE, severity, 1)),
            setting.qualifications(),
            setting.champion()));
  }

  /** Invariant 12: a serious incident that is not contained. */
  @ParameterizedTest
  @CsvSource({
    "SEV1, false, PENDING",
    "SEV2, false, PENDING",
    "SEV3, false, OVERRIDDEN",
    "SEV1, true, PENDING",
    "SEV2, true, OVERRIDDEN"
  })
  void countsNoOverrideWhileASeriousIncidentIsNotContained(
      String severity, boolean contained, RequirementState expected) {
    VersionFacts facts = withoutEthics().overridden("ethics-approved", DIGEST, SOON).facts();

    assertThat(overridable(incident(facts, severity, contained), "ethics-approved"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SEV1, false, UNSATISFIED",
    "SEV2, false, UNSATISFIED",
    "SEV3, false, SATISFIED",
    "SEV1, true, UNSATISFIED",
    "SEV2, true, SATISFIED"
  })
  void deniesWhileASeriousIncidentIsNotContained(
      String severity, boolean contained, RequirementState expected) {
    VersionFacts facts = incident(Draft.released().facts(), severity, contained);
    Requirements requirements = new Requirements(POLICY, facts);

    assertThat(
            requirements.forRelease("production", HEALTHY).stream()
                .filter(result -> result.key().equals(RequirementKey.INCIDENTS_CONTAINED))
                .map(RequirementResult::state))
        .containsExactly(expected);
    assertThat(
            requirements.forDeployment("production", true, HEALTHY).stream()
                .allMatch(RequirementResult::fulfilled))
        .isEqualTo(expected == RequirementState.SATISFIED);
  }

  @Test
  void asksForFourReviewsAfterAnIncidentWhateverThePolicyDoes() {
    VersionFacts facts = Draft.released().facts();

    assertThat(RequiredReviews.of(POLICY, facts, true, List.of()))
        .extracting(review -> review.type() + " " + review.approvals())
        .containsExactlyInAnyOrder(
            "ETHICS 1", "PERFORMANCE 1", "SAFETY 1", "LEGAL 1", "SECURITY 1");
    assertThat(RequiredReviews.of(POLICY, facts)).hasSize(2);
  }

  private static VersionFacts incident(VersionFacts facts, String severity, boolean contained) {
    return with(
        facts,
        facts.assessment(),
        facts.setting(),
        List.of(new IncidentFacts(UUID.randomUUID(), severity, contained, false, null)),
        facts.deprecation());
  }

  private static RequirementState overridable(Draft draft, String key) {
    return overridable(draft.facts(), key);
  }

  private static RequirementState overridable(VersionFacts facts, String key) {
    return new Requirements(letting(key), facts)
        .forDeployment("production", true, HEALTHY).stream()
            .filter(result -> result.key().value().equals(key))
            .findFirst()
            .orElseThrow()
            .state();
  }

  private static Draft withoutEthics() {
    return Draft.released().review(ReviewType.ETHICS, Progress.OPEN);
  }

  @Test
  void letsAnOverriddenRequirementPassAndSaysSo() {
    Draft draft = withoutEthics().overridden("ethics-approved", DIGEST, SOON);

    assertThat(overridable(draft, "ethics-approved")).isEqualTo(RequirementState.OVERRIDDEN);
    assertThat(
            new Requirements(letting("ethics-approved"), draft.facts())
                .forDeployment("production", true, HEALTHY).stream()
                    .allMatch(RequirementResult::fulfilled))
        .isTrue();
  }

  @Test
  void overridesNothingThatThePolicyDoesNotList() {
    Draft draft = withoutEthics().overridden("ethics-approved", DIGEST, SOON);

    assertThat(state(draft, "ethics-approved")).isEqualTo(RequirementState.PENDING);
  }

  @Test
  void overridesForExactBytesUntilAnInstantOnly() {
    assertThat(
            overridable(
                withoutEthics().overridden("ethics-approved", OTHER, SOON), "ethics-approved"))
        .isEqualTo(RequirementState.PENDING);
    assertThat(
            overridable(
                withoutEthics().overridden("ethics-approved", DIGEST, NOW), "ethics-approved"))
        .isEqualTo(RequirementState.PENDING);
    assertThat(
            overridable(
                withoutEthics().overridden("performance-approved", DIGEST, SOON),
                "ethics-approved"))
        .isEqualTo(RequirementState.PENDING);
  }

  @Test
  void countsNoOverrideOfSomebodyWhoTurnsOutToHaveAPart() {
    Draft draft =
        withoutEthics()
            .overridden("ethics-approved", DIGEST, SOON)
            .part("reviewer-2", Part.DATA_OWNER);

    assertThat(overridable(draft, "ethics-approved")).isEqualTo(RequirementState.PENDING);
  }

  @Test
  void refusesAReleaseByWhoOverrode() {
    Draft draft =
        withoutEthics()
            .overridden("ethics-approved", DIGEST, SOON)
            .release("production", DIGEST, "lead-2");

    assertThat(overridable(draft, "separation-of-duties")).isEqualTo(RequirementState.UNSATISFIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submitted",
        "separation-of-duties",
        "distinct-approvers",
        "released",
        "not-revoked",
        "not-held",
        "facts-fresh",
        "facts-readable"
      })
  void overridesNothingThatIsAboutWhoDecidesOrThatCloses(String key) {
    Draft draft =
        Draft.registered()
            .review(ReviewType.ETHICS, Progress.APPROVED, approval("one", DIGEST))
            .part("one", Part.AUTHOR)
            .revoked()
            .held(null)
            .overridden(key, DIGEST, SOON);

    assertThat(
            new Requirements(letting(key), draft.facts())
                .forDeployment("moon", false, new FactsHealth(Duration.ofDays(1), true)).stream()
                    .filter(result -> result.key().value().equals(key)))
        .singleElement()
        .matches(result -> result.state() != RequirementState.OVERRIDDEN);
  }
}
