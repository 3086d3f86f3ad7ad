package org.assay.review.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.review.classification.Tier;
import org.assay.review.policy.FairnessTerms.FairnessCriterion;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.assay.review.policy.Policy.Clause;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.Policy.Source;
import org.assay.review.policy.PrivacyTerms.PrivacyLimit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnionTest {

  private static final PolicyVersion STARTER = Shipped.starter();

  private static PolicyVersion policy(
      String name, List<RequiredReview> reviews, int people, int units, String... requirements) {
    List<PolicyRequirement> own =
        Arrays.stream(requirements)
            .map(id -> new PolicyRequirement(id, null, "true", List.of(), "Help of " + name))
            .toList();
    Policy policy =
        new Policy(
            name,
            2,
            "Text",
            reviews,
            people,
            Duration.ofSeconds(60),
            Wording.of(STARTER.policy(), reviews, people, units, own, List.of()),
            null,
            null,
            units,
            own,
            List.of(),
            null,
            Map.of(),
            null,
            List.of(),
            null,
            null);
    return version(policy);
  }

  /**
   * A policy that asks for reviews, which some may override, and lets them be valid for a while.
   */
  private static PolicyVersion lasting(
      String name, ReviewType type, List<String> overridableBy, Validity validity) {
    return of(name, type, Map.of(Wording.key(type), overridableBy), validity, List.of());
  }

  private static PolicyVersion of(
      String name,
      ReviewType type,
      @Nullable Map<String, List<String>> overridableBy,
      @Nullable Validity validity,
      List<String> governedAliases) {
    List<RequiredReview> reviews = List.of(new RequiredReview(type, 1));
    return version(
        new Policy(
            name,
            2,
            "Text",
            reviews,
            1,
            Duration.ofSeconds(60),
            Wording.of(STARTER.policy(), reviews, 1, 0, List.of(), List.of()),
            overridableBy,
            validity,
            0,
            List.of(),
            List.of(),
            null,
            Map.of(),
            null,
            governedAliases,
            null,
            null));
  }

  @Test
  void governsEveryAliasThatAPartNames() {
    PolicyVersion wide = governing("wide", "serving", "production");
    PolicyVersion narrow = governing("narrow", "serving", "canary");

    assertThat(Union.of(List.of(wide, narrow), STARTER).policy().governedAliases())
        .containsExactly("canary", "production", "serving");
  }

  @Test
  void writesAPolicyThatGovernsNoAliasAsBefore() {
    assertThat(Policies.write(governing("wide").policy())).doesNotContain("governed_aliases");
  }

  private static PolicyVersion governing(String name, String... aliases) {
    return of(name, ReviewType.ETHICS, null, null, List.of(aliases));
  }

  private static Validity validity(String approvals, String grace) {
    return new Validity(Period.parse(approvals), null, Period.parse(grace));
  }

  private static PolicyVersion version(Policy policy) {
    String document = Policies.write(policy);
    return new PolicyVersion(UUID.randomUUID(), Policies.digest(document), Policies.read(document));
  }

  private static Clause clause(Policy policy, String key) {
    return Objects.requireNonNull(policy.clauses().get(key));
  }

  @Test
  void isThePolicyItselfWhereThereIsOnlyOne() {
    PolicyVersion house = policy("house", List.of(new RequiredReview(ReviewType.LEGAL, 1)), 1, 0);

    assertThat(Union.of(List.of(house), STARTER)).isSameAs(house);
    assertThat(Union.of(List.of(), STARTER)).isSameAs(STARTER);
  }

  @Test
  void isDueWhenTheSoonestPartSays() {
    List<PolicyVersion> parts =
        Stream.of("", "\"review_due\": 7,", "\"review_due\": 3,")
            .map(
                member ->
                    version(
                        Policies.read(
                            Policies.shippedDocument().replaceFirst("\\{", "{" + member))))
            .toList();

    assertThat(Union.of(parts, STARTER).policy().reviewDue()).isEqualTo(3);
    assertThat(Union.of(parts.subList(0, 2), STARTER).policy().terms(null).reviewDue())
        .isEqualTo(7);
  }

  @Test
  void keepsTheShippedReviewsWhereNobodyAsksForOne() {
    Policy united = Union.of(List.of(policy("house", List.of(), 0, 0, "own")), STARTER).policy();

    assertThat(united.reviews()).containsExactlyInAnyOrderElementsOf(STARTER.policy().reviews());
    assertThat(united.distinctPeople()).isEqualTo(2);
    assertThat(united.requirement("own")).isPresent();
    assertThat(united.reference()).isEqualTo("starter/1+house/2");
  }

  @Test
  void letsNoNarrowerPolicyTakeAwayTheShippedReviews() {
    Policy united =
        Union.of(
                List.of(
                    policy("house", List.of(), 0, 0, "own"),
                    policy(
                        "team", List.of(new RequiredReview(ReviewType.BUSINESS_VALUE, 1)), 1, 0)),
                STARTER)
            .policy();

    assertThat(united.reviews())
        .containsAll(STARTER.policy().reviews())
        .contains(new RequiredReview(ReviewType.BUSINESS_VALUE, 1));
    assertThat(united.distinctPeople()).isEqualTo(2);
  }

  @Test
  void neverAsksForLessThanAPart() {
    PolicyVersion wide =
        policy(
            "house",
            List.of(
                new RequiredReview(ReviewType.ETHICS, 2), new RequiredReview(ReviewType.LEGAL, 1)),
            3,
            2,
            "everywhere");
    PolicyVersion narrow =
        policy("team", List.of(new RequiredReview(ReviewType.ETHICS, 1)), 1, 0, "here");

    Policy united = Union.of(List.of(wide, narrow), STARTER).policy();

    assertThat(united.reviews())
        .containsExactly(
            new RequiredReview(ReviewType.ETHICS, 2), new RequiredReview(ReviewType.LEGAL, 1));
    assertThat(united.distinctPeople()).isEqualTo(3);
    assertThat(united.distinctUnits()).isEqualTo(2);
    assertThat(united.requirements())
        .extracting(PolicyRequirement::id)
        .containsExactly("everywhere", "here");
    assertThat(clause(united, "ethics-approved").source()).isEqualTo(new Source("house", 2));
    assertThat(clause(united, "here").source()).isEqualTo(new Source("team", 2));
    assertThat(clause(united, "here").text()).isEqualTo("Help of team");
  }

  @Test
  void asksForBothWhereTwoHaveOneKey() {
    Policy united =
        Union.of(
                List.of(
                    policy("house", List.of(new RequiredReview(ReviewType.LEGAL, 1)), 1, 0, "own"),
                    policy("team", List.of(), 0, 0, "own")),
                STARTER)
            .policy();

    assertThat(united.requirements())
        .extracting(PolicyRequirement::id)
        .containsExactly("own", "own-of-team");
    assertThat(clause(united, "own").source()).isEqualTo(new Source("house", 2));
    assertThat(clause(united, "own-of-team").source()).isEqualTo(new Source("team", 2));
  }

  @Test
  void letsDecisionsBeValidOnlyAsLongAsEachPartDoes() {
    PolicyVersion wide = lasting("house", ReviewType.ETHICS, List.of(), validity("P12M", "P14D"));
    PolicyVersion narrow = lasting("team", ReviewType.LEGAL, List.of(), validity("P6M", "P30D"));
    PolicyVersion endless = policy("all", List.of(), 0, 0, "own");

    assertThat(Union.of(List.of(endless, wide, narrow), STARTER).policy().validity())
        .isEqualTo(validity("P6M", "P14D"));
    assertThat(Union.of(List.of(wide, endless), STARTER).policy().validity())
        .isEqualTo(validity("P12M", "P14D"));
  }

  @Test
  void asksTheQuestionsOfEachSetThatAPartNames() {
    PolicyVersion none = policy("all", List.of(), 0, 0, "own");

    assertThat(
            Union.of(List.of(none, answering("house", "default/1"), answering("team", "x/1")), none)
                .policy()
                .checklists())
        .isEqualTo("default/1+x/1");
    assertThat(
            Union.of(List.of(answering("house", "x/1"), answering("team", "x/1"), none), none)
                .policy()
                .checklists())
        .isEqualTo("x/1");
    assertThat(Union.of(List.of(none, policy("b", List.of(), 0, 0)), STARTER).policy().checklists())
        .isNull();
  }

  @Test
  void asksTheQuestionsOfEachQuestionnaireAndTakesNoneAway() {
    PolicyVersion none = policy("none", List.of(new RequiredReview(ReviewType.LEGAL, 1)), 1, 0);

    assertThat(Union.of(List.of(none, none), none).policy().classifiedBy()).isEqualTo("default/1");
    assertThat(classifiedBy(none, classifying("team", "x/1", Map.of()))).isEqualTo("x/1");
    assertThat(
            classifiedBy(
                classifying("house", null, Map.of(Tier.HIGH, Terms.NONE)),
                classifying("team", "x/1", Map.of())))
        .isEqualTo("default/1+x/1");
    assertThat(
            classifiedBy(
                policy(
                    "house",
                    List.of(
                        new RequiredReview(
                            ReviewType.PRIVACY, 1, "classification.answers['D1'] != '0'")),
                    1,
                    0),
                classifying("team", "x/1", Map.of())))
        .isEqualTo("default/1+x/1");
    assertThat(
            classifiedBy(
                classifying("house", "x/2", Map.of()),
                classifying("team", "y/1", Map.of()),
                classifying("desk", "x/2", Map.of())))
        .isEqualTo("x/2+y/1");
    assertThat(Policies.write(none.policy())).doesNotContain("questionnaire");
  }

  private static String classifiedBy(PolicyVersion... parts) {
    return Union.of(List.of(parts), STARTER).policy().classifiedBy();
  }

  private static PolicyVersion classifying(
      String name, @Nullable String questionnaire, Map<Tier, Terms> tiers) {
    List<RequiredReview> reviews = List.of(new RequiredReview(ReviewType.ETHICS, 1));
    return version(
        new Policy(
            name,
            2,
            "Text",
            reviews,
            1,
            Duration.ofSeconds(60),
            Wording.of(STARTER.policy(), reviews, 1, 0, List.of(), List.of()),
            null,
            null,
            0,
            List.of(),
            List.of(),
            null,
            tiers,
            null,
            List.of(),
            null,
            questionnaire));
  }

  private static PolicyVersion answering(String name, String checklists) {
    List<RequiredReview> reviews = List.of(new RequiredReview(ReviewType.ETHICS, 1));
    return version(
        new Policy(
            name,
            2,
            "Text",
            reviews,
            1,
            Duration.ofSeconds(60),
            Wording.of(STARTER.policy(), reviews, 1, 0, List.of(), List.of()),
            null,
            null,
            0,
            List.of(),
            List.of(),
            null,
            Map.of(),
            checklists,
            List.of(),
            null,
            null));
  }

  @Test
  void letsAReviewBeOverriddenByWhomEachPartNamesThatAsksForIt() {
    PolicyVersion wide =
        lasting(
            "house", ReviewType.ETHICS, List.of("lead", "ethics-reviewer"), Validity.WITHOUT_END);
    PolicyVersion narrow =
        lasting("team", ReviewType.ETHICS, List.of("lead"), Validity.WITHOUT_END);
    PolicyVersion strict = lasting("strict", ReviewType.ETHICS, List.of(), Validity.WITHOUT_END);
    PolicyVersion other = lasting("other", ReviewType.LEGAL, List.of(), Validity.WITHOUT_END);

    assertThat(
            Union.of(List.of(wide, narrow, other), STARTER)
                .policy()
                .overridableBy("ethics-approved"))
        .containsExactly("lead");
    assertThat(Union.of(List.of(wide, strict), STARTER).policy().overridableBy("ethics-approved"))
        .isEmpty();
  }

  @Test
  void callsNothingFairThatOnePartDoesNot() {
    FairnessTerms wide =
        new FairnessTerms(List.of("sex"), 0.9, 100, 10, List.of(any(FairnessMeasure.FPR_GAP)));
    FairnessTerms narrow =
        new FairnessTerms(List.of("race"), 0.95, 30, 30, List.of(any(FairnessMeasure.FNR_GAP)));

    assertThat(row(wide).and(row(narrow)).fairness())
        .isEqualTo(
            new FairnessTerms(
                List.of("race", "sex"),
                0.95,
                100,
                30,
                List.of(any(FairnessMeasure.FPR_GAP), any(FairnessMeasure.FNR_GAP))));
    assertThat(row(wide).and(Terms.NONE).fairness()).isEqualTo(wide);
    assertThat(Terms.NONE.and(row(narrow)).fairness()).isEqualTo(narrow);
  }

  @Test
  void asksForTheLaterAndStrongerSignIn() {
    Terms wide = row(new StepUp(Duration.ofMinutes(5), 1));
    Terms narrow = row(new StepUp(Duration.ofHours(1), 2));

    StepUp both = new StepUp(Duration.ofMinutes(5), 2);
    assertThat(wide.and(narrow).stepUp()).isEqualTo(both);
    assertThat(narrow.and(wide).stepUp()).isEqualTo(both);
    assertThat(wide.and(Terms.NONE).stepUp()).isEqualTo(wide.stepUp());
    assertThat(Terms.NONE.and(narrow).stepUp()).isEqualTo(narrow.stepUp());
  }

  @Test
  void callsNothingPrivateThatOnePartDoesNot() {
    PrivacyLimit membership = new PrivacyLimit(PrivacyMeasure.MEMBERSHIP_INFERENCE, 0.05);
    PrivacyLimit extraction = new PrivacyLimit(PrivacyMeasure.EXTRACTION, 0.01);
    PrivacyTerms wide = new PrivacyTerms(0.95, List.of(membership));
    PrivacyTerms narrow =
        new PrivacyTerms(
            0.99, List.of(extraction, new PrivacyLimit(PrivacyMeasure.MEMBERSHIP_INFERENCE, 0.1)));

    PrivacyTerms both = new PrivacyTerms(0.99, List.of(membership, extraction));
    assertThat(row(wide).and(row(narrow)).privacy()).isEqualTo(both);
    assertThat(row(narrow).and(row(wide)).privacy()).isEqualTo(both);
    assertThat(row(wide).and(Terms.NONE).privacy()).isEqualTo(wide);
    assertThat(Terms.NONE.and(row(narrow)).privacy()).isEqualTo(narrow);
  }

  @Test
  void allowsTheSmallerMarginOfTwo() {
    ComparisonTerms wide = new ComparisonTerms(0.02, true);
    ComparisonTerms narrow = new ComparisonTerms(0.01, false);

    ComparisonTerms both = new ComparisonTerms(0.01, true);
    assertThat(row(wide).and(row(narrow)).comparison()).isEqualTo(both);
    assertThat(row(narrow).and(row(wide)).comparison()).isEqualTo(both);
    assertThat(row(wide).and(Terms.NONE).comparison()).isEqualTo(wide);
    assertThat(Terms.NONE.and(row(narrow)).comparison()).isEqualTo(narrow);
  }

  private static Terms row(ComparisonTerms comparison) {
    return new Terms(
        List.of(),
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        comparison,
        null,
        null,
        null,
        null);
  }

  private static Terms row(PrivacyTerms privacy) {
    return new Terms(
        List.of(), 0, 0, null, null, null, null, null, null, null, null, null, privacy, null, null);
  }

  private static Terms row(StepUp stepUp) {
    return new Terms(
        List.of(), 0, 0, null, null, null, null, null, null, null, null, stepUp, null, null, null);
  }

  private static Terms row(FairnessTerms fairness) {
    return new Terms(
        List.of(), 0, 0, null, null, null, null, fairness, null, null, null, null, null, null,
        null);
  }

  private static FairnessCriterion any(FairnessMeasure statistic) {
    return new FairnessCriterion(List.of(new FairnessLimit(statistic, 0.1)));
  }

  @Test
  void isTheSameForWhoeverUnitesTheSame() {
    List<PolicyVersion> parts =
        List.of(
            policy("house", List.of(new RequiredReview(ReviewType.LEGAL, 1)), 1, 0, "own"),
            policy("team", List.of(), 0, 0, "here"));

    PolicyVersion once = Union.of(parts, STARTER);
    PolicyVersion again = Union.of(parts, STARTER);

    assertThat(again.id()).isEqualTo(once.id());
    assertThat(again.digest()).isEqualTo(once.digest());
    assertThat(once.id().version()).isEqualTo(8);
    assertThat(Policies.read(Policies.write(once.policy()))).isEqualTo(once.policy());
  }
}
