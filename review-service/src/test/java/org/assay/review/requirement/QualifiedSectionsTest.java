package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.Part;
import org.assay.review.requirement.Explanation.Fulfiller;
import org.assay.review.requirement.VersionFacts.ApprovalFacts;
import org.assay.review.requirement.VersionFacts.ConditionFacts;
import org.assay.review.requirement.VersionFacts.Contributor;
import org.assay.review.requirement.VersionFacts.EvidenceFacts;
import org.assay.review.requirement.VersionFacts.EvidenceSpan;
import org.assay.review.requirement.VersionFacts.Progress;
import org.assay.review.requirement.VersionFacts.QualificationFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.assay.review.requirement.VersionFacts.Setting;
import org.assay.review.requirement.VersionFacts.WindowFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualifiedSectionsTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant APPROVED = NOW.minusSeconds(1000);
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  private static QualificationFacts held(String subject, String type, long from, long until) {
    return new QualificationFacts(
        UUID.randomUUID(), subject, type, NOW.plusSeconds(from), NOW.plusSeconds(until), null);
  }

  private static QualificationFacts held(String subject, String type) {
    return held(subject, type, -5000, 5000);
  }

  private static VersionFacts facts(
      @Nullable String kind, @Nullable Boolean federated, QualificationFacts... qualifications) {
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
            DIGEST,
            new EvidenceSpan(0, null, null),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            WindowFacts.NONE),
        List.of(new Contributor("author", Part.AUTHOR)),
        null,
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        new ConditionFacts(0, null),
        new Setting(
            kind,
            federated,
            "credit",
            "credit",
            "ACTIVE",
            List.of(),
            List.of(qualifications),
            null),
        null,
        Map.of(),
        NOW);
  }

  private static ReviewFacts review(Progress progress, String... approvers) {
    return new ReviewFacts(
        UUID.randomUUID(),
        ReviewType.PERFORMANCE,
        progress.name(),
        progress,
        2,
        NOW,
        0,
        0,
        0,
        List.of(),
        List.of(approvers).stream()
            .map(
                subject ->
                    new ApprovalFacts(
                        UUID.randomUUID(),
                        subject,
                        "risk",
                        DIGEST,
                        UUID.randomUUID(),
                        DIGEST,
                        APPROVED,
                        null,
                        null))
            .toList(),
        null);
  }

  private static RequirementResult judge(VersionFacts facts, ReviewFacts review) {
    return new QualifiedSections(facts, Optional.of(review), true, _ -> true, NOW).result();
  }

  @ParameterizedTest
  @CsvSource({
    "TABULAR, false, NOT_APPLICABLE",
    "TABULAR, true, IMPOSSIBLE",
    "RL_POLICY, false, IMPOSSIBLE",
    "GENERATIVE, false, IMPOSSIBLE",
    ", false, ERROR",
    "TABULAR, , ERROR"
  })
  void concernsModelsThatHaveASection(
      @Nullable String kind, @Nullable Boolean federated, RequirementState expected) {
    assertThat(judge(facts(kind, federated), review(Progress.OPEN)).state()).isEqualTo(expected);
  }

  @Test
  void isSatisfiedByAnApproverWhoHoldsTheSectionsOwn() {
    VersionFacts facts = facts("GENERATIVE", false, held("expert", "GEN"), held("other", "RL"));

    assertThat(judge(facts, review(Progress.APPROVED, "other", "expert")).state())
        .isEqualTo(RequirementState.SATISFIED);
    assertThat(judge(facts, review(Progress.APPROVED, "other")).state())
        .isEqualTo(RequirementState.UNSATISFIED);
  }

  @Test
  void asksForEachSection() {
    VersionFacts facts = facts("RL_POLICY", true, held("expert", "RL"), held("other", "FL"));

    assertThat(judge(facts, review(Progress.APPROVED, "expert")).state())
        .isEqualTo(RequirementState.UNSATISFIED);
    assertThat(judge(facts, review(Progress.APPROVED, "expert", "other")).state())
        .isEqualTo(RequirementState.SATISFIED);
  }

  @Test
  void waitsForWhoHoldsIt() {
    RequirementResult result =
        judge(facts("GENERATIVE", false, held("expert", "GEN")), review(Progress.OPEN, "other"));

    assertThat(result.state()).isEqualTo(RequirementState.PENDING);
    assertThat(result.why().satisfiableBy()).containsExactly(Fulfiller.person("expert"));
  }

  @Test
  void isImpossibleWhereOnlyWhoHadAPartHoldsIt() {
    RequirementResult result =
        judge(facts("GENERATIVE", false, held("author", "GEN")), review(Progress.OPEN));

    assertThat(result.state()).isEqualTo(RequirementState.IMPOSSIBLE);
    assertThat(result.why().satisfiableBy()).containsExactly(Fulfiller.role("admin"));
  }

  @Test
  void isImpossibleWhereNoReviewHasTheSections() {
    VersionFacts facts = facts("GENERATIVE", false, held("expert", "GEN"));

    assertThat(
            new QualifiedSections(facts, Optional.empty(), false, _ -> true, NOW).result().state())
        .isEqualTo(RequirementState.IMPOSSIBLE);
  }

  @Test
  void countsNoApprovalThatDoesNotCount() {
    VersionFacts facts = facts("GENERATIVE", false, held("expert", "GEN"));

    assertThat(
            new QualifiedSections(
                    facts, Optional.of(review(Progress.APPROVED, "expert")), true, _ -> false, NOW)
                .result()
                .state())
        .isEqualTo(RequirementState.STALE);
  }

  @ParameterizedTest
  @CsvSource({
    "-5000, 5000, SATISFIED",
    "-1000, 1, SATISFIED",
    "-999, 5000, UNSATISFIED",
    "-5000, 0, STALE",
    "-5000, -1001, UNSATISFIED"
  })
  void isHeldAtTheApprovalAndWhenItIsJudged(long from, long until, RequirementState expected) {
    VersionFacts facts =
        facts("GENERATIVE", false, held("expert", "GEN", from, until), held("another", "GEN"));

    assertThat(judge(facts, review(Progress.APPROVED, "expert")).state()).isEqualTo(expected);
  }

  @Test
  void endsWithItsWithdrawal() {
    QualificationFacts withdrawn =
        new QualificationFacts(
            UUID.randomUUID(),
            "expert",
            "GEN",
            NOW.minusSeconds(5000),
            NOW.plusSeconds(5000),
            NOW.minusSeconds(10));
    VersionFacts facts = facts("GENERATIVE", false, withdrawn, held("another", "GEN"));
    ReviewFacts review = review(Progress.APPROVED, "expert");

    assertThat(judge(facts, review).state()).isEqualTo(RequirementState.STALE);
    assertThat(
            new QualifiedSections(facts, Optional.of(review), true, _ -> true, NOW.minusSeconds(11))
                .result()
                .state())
        .isEqualTo(RequirementState.SATISFIED);
  }
}
