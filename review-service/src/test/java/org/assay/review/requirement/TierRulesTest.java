package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Policy;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.policy.Shipped;
import org.assay.review.policy.Terms;
import org.assay.review.policy.Terms.OpenConditions;
import org.assay.review.requirement.VersionFacts.AnsweredFacts;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;
import org.assay.review.requirement.VersionFacts.ConditionFacts;
import org.assay.review.requirement.VersionFacts.EvidenceFacts;
import org.assay.review.requirement.VersionFacts.EvidenceSpan;
import org.assay.review.requirement.VersionFacts.Progress;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.assay.review.requirement.VersionFacts.Setting;
import org.assay.review.requirement.VersionFacts.WindowFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final FactsHealth HEALTHY = new FactsHealth(Duration.ofSeconds(3), false);

  /** Of LIMITED two more reviews, one where data are personal; of HIGH two approvals of ETHICS. */
  private static final PolicyVersion POLICY = policy();

  private static PolicyVersion policy() {
    Policy starter = Shipped.starter().policy();
    Policy policy =
        new Policy(
            "house",
            1,
            "Ours",
            List.of(new RequiredReview(ReviewType.ETHICS, 1)),
            1,
            starter.copyAgeLimit(),
            Map.of(),
            null,
            null,
            0,
            List.of(),
            List.of(),
            null,
            Map.of(
                Tier.LIMITED,
                new Terms(
                    List.of(
                        new RequiredReview(ReviewType.SECURITY, 1),
                        new RequiredReview(
                            ReviewType.PRIVACY, 1, "classification.answers['D1'] != '0'")),
                    2,
                    2,
                    null,
                    Period.ofDays(30),
                    new OpenConditions(1, Period.ofDays(10)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null),
                Tier.HIGH,
                new Terms(
                    List.of(new RequiredReview(ReviewType.ETHICS, 2)),
                    4,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)),
            null,
            List.of(),
            null,
            null);
    return new PolicyVersion(UUID.randomUUID(), "sha256:" + "00".repeat(32), policy);
  }

  private static VersionFacts facts(
      @Nullable ClassificationFacts classification,
      @Nullable Instant oldest,
      ConditionFacts conditions) {
    return facts(classification, List.of(), oldest, conditions);
  }

  private static VersionFacts facts(
      @Nullable ClassificationFacts classification,
      List<UUID> unclassified,
      @Nullable Instant oldest,
      ConditionFacts conditions) {
    return new VersionFacts(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "credit.denial",
        1,
        "IN_REVIEW",
        DIGEST,
        2,
        new EvidenceFacts(
            "sha256:" + "ef".repeat(32),
            new EvidenceSpan(0, oldest, null),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            WindowFacts.NONE),
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        classification,
        unclassified,
        conditions,
        new Setting("TABULAR", false, "credit", "credit", "ACTIVE", List.of(), List.of(), null),
        null,
        Map.of(),
        NOW);
  }

  private static VersionFacts with(VersionFacts facts, ReviewType type, Progress progress) {
    return facts.with(
        List.of(
            new ReviewFacts(
                UUID.randomUUID(),
                type,
                progress.name(),
                progress,
                2,
                NOW,
                0,
                0,
                0,
                List.of(),
                List.of(),
                null)),
        facts.classification());
  }

  @ParameterizedTest
  @CsvSource({
    "SECURITY, OPEN, PENDING",
    "SECURITY, APPROVED, ",
    "SECURITY, CLOSED, ",
    "LEGAL, OPEN, "
  })
  void goesOnAskingForAnOpenReviewOfAnotherTier(
      ReviewType type, Progress progress, @Nullable String state) {
    VersionFacts facts = with(facts(classified(Tier.HIGH, Map.of())), type, progress);

    assertThat(
            new Requirements(POLICY, facts)
                .forPassing().stream()
                    .filter(result -> result.key().equals(RequirementKey.approved(type)))
                    .map(result -> result.state().name())
                    .toList())
        .isEqualTo(state == null ? List.of() : List.of(state));
  }

  private static VersionFacts facts(@Nullable ClassificationFacts classification) {
    return facts(classification, null, new ConditionFacts(0, null));
  }

  private static ClassificationFacts classified(Tier tier, Map<String, String> answers) {
    return new ClassificationFacts(
        UUID.randomUUID(),
        UUID.randomUUID(),
        tier,
        false,
        NOW.plusSeconds(60),
        true,
        List.of(),
        List.of(),
        answers);
  }

  private static RequirementState state(VersionFacts facts, String key) {
    return new Requirements(POLICY, facts)
        .forRelease("production", HEALTHY).stream()
            .filter(result -> result.key().value().equals(key))
            .map(RequirementResult::state)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void asksForTheReviewsOfTheTier() {
    assertThat(required(classified(Tier.MINIMAL, Map.of())))
        .containsExactly(new RequiredReview(ReviewType.ETHICS, 1));
    assertThat(required(classified(Tier.LIMITED, Map.of("D1", "0"))))
        .containsExactly(
            new RequiredReview(ReviewType.ETHICS, 1), new RequiredReview(ReviewType.SECURITY, 1));
    assertThat(required(classified(Tier.HIGH, Map.of())))
        .containsExactly(new RequiredReview(ReviewType.ETHICS, 2));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "2, true", "UNKNOWN, true", ", true"})
  void asksForAReviewWhereTheAnswerSaysSoOrIsNotKnown(@Nullable String answer, boolean needed) {
    Map<String, String> answers = answer == null ? Map.of() : Map.of("D1", answer);

    assertThat(
            required(classified(Tier.LIMITED, answers)).stream()
                .anyMatch(review -> review.type() == ReviewType.PRIVACY))
        .isEqualTo(needed);
  }

  @Test
  void asksForEverythingWhereTheTierIsNotKnown() {
    assertThat(required(null))
        .containsExactly(
            new RequiredReview(ReviewType.ETHICS, 2),
            new RequiredReview(ReviewType.PRIVACY, 1),
            new RequiredReview(ReviewType.SECURITY, 1));
    assertThat(state(facts(null), "classified")).isEqualTo(RequirementState.UNSATISFIED);
  }

  private static List<RequiredReview> required(@Nullable ClassificationFacts classification) {
    return RequiredReviews.of(POLICY, facts(classification));
  }

  @Test
  void trustsAClassificationWhileItsAnswersHold() {
    ClassificationFacts last = classified(Tier.LIMITED, Map.of());
    assertThat(state(facts(last), "classified")).isEqualTo(RequirementState.SATISFIED);
    assertThat(
            state(
                facts(
                    new ClassificationFacts(
                        last.id(),
                        last.newest(),
                        last.tier(),
                        false,
                        NOW,
                        true,
                        List.of(),
                        List.of(),
                        Map.of())),
                "classified"))
        .isEqualTo(RequirementState.STALE);
    assertThat(
            state(
                facts(
                    new ClassificationFacts(
                        last.id(),
                        last.newest(),
                        last.tier(),
                        false,
                        last.validUntil(),
                        false,
                        List.of(),
                        List.of(),
                        Map.of())),
                "classified"))
        .isEqualTo(RequirementState.STALE);
  }

  /** Re-asked at every policy and questionnaire, but for rounds that go on under what they had. */
  @ParameterizedTest
  @CsvSource({
    "default/1, 10, true",
    "default/1, 9, false",
    "house/1, 10, false",
    "house/1, 20, true",
    "house/1, 19, false"
  })
  void trustsAnswersThatWereGivenUnderThePolicy(String questionnaire, int at, boolean counts) {
    PolicyVersion since =
        new PolicyVersion(POLICY.id(), POLICY.digest(), POLICY.policy(), NOW.plusSeconds(10));
    ClassificationFacts given =
        new ClassificationFacts(
            UUID.randomUUID(),
            UUID.randomUUID(),
            Tier.LIMITED,
            false,
            NOW.plusSeconds(60),
            true,
            List.of(new AnsweredFacts(questionnaire, NOW.plusSeconds(at))),
            List.of(),
            Map.of());

    assertThat(given.isUnder(since, NOW.plusSeconds(20))).isEqualTo(counts);
    assertThat(given.isUnder(since, null)).isEqualTo(counts && questionnaire.equals("default/1"));
  }

  @Test
  void wantsTheModelClassifiedInEachUseCaseThatItNames() {
    UUID open = UUID.randomUUID();
    VersionFacts facts =
        facts(
            classified(Tier.LIMITED, Map.of("D1", "0")),
            List.of(open),
            null,
            new ConditionFacts(0, null));

    assertThat(new Requirements(POLICY, facts).forPassing())
        .filteredOn(result -> result.key().value().equals("classified"))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.state()).isEqualTo(RequirementState.UNSATISFIED);
              assertThat(result.why().reason()).contains(open.toString());
            });
    assertThat(RequiredReviews.of(POLICY, facts))
        .as("the worst answer is not known while one is missing")
        .extracting(RequiredReview::type)
        .contains(ReviewType.PRIVACY);
  }

  @ParameterizedTest
  @CsvSource({"29, SATISFIED", "30, STALE"})
  void countsEvidenceForAsLongAsTheTierSays(int days, RequirementState expected) {
    VersionFacts facts =
        facts(
            classified(Tier.LIMITED, Map.of()),
            NOW.minus(Duration.ofDays(days)),
            new ConditionFacts(0, null));

    assertThat(state(facts, "evidence-recent")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, , SATISFIED", "1, 10, SATISFIED", "1, 11, UNSATISFIED", "2, 1, UNSATISFIED"})
  void letsSomeConditionsBeOpenAtARelease(
      int open, @Nullable Integer days, RequirementState expected) {
    VersionFacts facts =
        facts(
            classified(Tier.LIMITED, Map.of()),
            null,
            new ConditionFacts(open, days == null ? null : NOW.plus(Duration.ofDays(days))));

    assertThat(state(facts, "open-conditions")).isEqualTo(expected);
  }
}
