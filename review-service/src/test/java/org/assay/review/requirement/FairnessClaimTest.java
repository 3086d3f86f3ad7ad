package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.FairnessMeasure;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.FairnessTerms.FairnessCriterion;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.assay.review.requirement.Explanation.Computed;
import org.assay.review.requirement.Explanation.Value;
import org.assay.review.requirement.VersionFacts.CountFacts;
import org.junit.jupiter.api.Test;

class FairnessClaimTest {

  private static final FairnessLimit FOUR_FIFTHS =
      new FairnessLimit(FairnessMeasure.DEMOGRAPHIC_PARITY_RATIO, 0.8);

  private static final List<Group> ALIKE =
      List.of(group("a", 3000, 2000, 3000, 2000), group("b", 2990, 1990, 3010, 2010));
  private static final List<Group> UNLIKE =
      List.of(group("a", 3000, 2000, 3000, 2000), group("b", 1500, 1000, 4000, 3500));
  private static final List<Group> UNCERTAIN =
      List.of(group("a", 30, 25, 20, 25), group("b", 26, 24, 26, 24));

  private static Group group(String name, long tp, long fp, long tn, long fn) {
    return new Group(name, new Confusion(tp, fp, tn, fn));
  }

  private static FairnessLimit parity(double limit) {
    return new FairnessLimit(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE, limit);
  }

  private static FairnessTerms terms(List<String> attributes, FairnessCriterion... criteria) {
    return new FairnessTerms(attributes, 0.95, 30, 10, List.of(criteria));
  }

  private static FairnessCriterion any(FairnessLimit... limits) {
    return new FairnessCriterion(List.of(limits));
  }

  private static final FairnessTerms TERMS = terms(List.of(), any(FOUR_FIFTHS));

  private static CountFacts counts(String attribute, List<Group> groups) {
    return new CountFacts(UUID.randomUUID(), attribute, true, 1, false, groups);
  }

  @Test
  void showsTheVerdictWithItsInterval() {
    CountFacts sex = counts("sex", ALIKE);

    ComputedClaim claim = FairnessClaim.of(TERMS, List.of(sex));

    assertThat(claim.verdict()).isEqualTo(Verdict.PASS);
    assertThat(claim.evidence()).containsExactly(sex.id().toString());
    assertThat(claim.said())
        .singleElement()
        .asString()
        .startsWith("demographic_parity_ratio of sex is PASS: 0.9960 [0.96")
        .endsWith("for b and a, n = 20000, at least 0.8");
    Value value = claim.values().getFirst();
    assertThat(value.name()).isEqualTo("demographic_parity_ratio of sex");
    assertThat(value.value()).isCloseTo(0.996, within(1e-9));
    assertThat(value.limit()).isEqualTo(0.8);
    assertThat(value.computed()).extracting(Computed::n).isEqualTo(20_000L);
    assertThat(value.computed()).extracting(Computed::method).isEqualTo("KATZ");
  }

  @Test
  void tellsFailFromInconclusiveAndUndefined() {
    assertThat(FairnessClaim.of(TERMS, List.of(counts("sex", UNLIKE))).verdict())
        .isEqualTo(Verdict.FAIL);
    assertThat(FairnessClaim.of(TERMS, List.of(counts("sex", UNCERTAIN))).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    ComputedClaim undefined =
        FairnessClaim.of(
            TERMS,
            List.of(counts("sex", List.of(group("a", 30, 30, 30, 30), group("b", 9, 9, 9, 1)))));
    assertThat(undefined.verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(undefined.said())
        .containsExactly("demographic_parity_ratio of sex is UNDEFINED (GROUP_TOO_SMALL: b)");
  }

  @Test
  void namesWhatIsMissing() {
    FairnessTerms named =
        terms(List.of("race", "sex"), any(FOUR_FIFTHS, parity(0.1)), any(parity(0.2)));

    ComputedClaim none = FairnessClaim.of(TERMS, List.of());
    ComputedClaim some = FairnessClaim.of(named, List.of(counts("sex", ALIKE)));
    ComputedClaim unlimited = FairnessClaim.of(null, List.of(counts("sex", ALIKE)));

    assertThat(none.verdict()).isNull();
    assertThat(none.said())
        .containsExactly(
            "demographic_parity_ratio of at least 0.8, computed of counts by group (GROUP_COUNTS)"
                + " of a protected attribute, which are missing");
    assertThat(some.verdict()).isNull();
    assertThat(some.said())
        .contains(
            "demographic_parity_ratio of at least 0.8 or demographic_parity_difference of at most"
                + " 0.1 and demographic_parity_difference of at most 0.2, computed of counts by"
                + " group (GROUP_COUNTS) of race, which are missing");
    assertThat(unlimited.verdict()).isNull();
  }

  @Test
  void failsByWhatIsThereWhateverIsMissing() {
    ComputedClaim claim =
        FairnessClaim.of(terms(List.of("race"), any(FOUR_FIFTHS)), List.of(counts("sex", UNLIKE)));

    assertThat(claim.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(claim.said()).hasSize(2);
  }

  @Test
  void letsNoFurtherCountsHideWhatOthersShow() {
    assertThat(
            FairnessClaim.of(TERMS, List.of(counts("sex", ALIKE), counts("sex", UNLIKE))).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void takesOneOfEachCriterionAndAllOfThem() {
    List<CountFacts> unlike = List.of(counts("sex", UNLIKE));

    assertThat(FairnessClaim.of(terms(List.of(), any(FOUR_FIFTHS, parity(0.5))), unlike).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(
            FairnessClaim.of(terms(List.of(), any(FOUR_FIFTHS), any(parity(0.5))), unlike)
                .verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void measuresTheSelectionOfTheFavourableClass() {
    CountFacts refused = new CountFacts(UUID.randomUUID(), "sex", false, 3, false, UNLIKE);

    assertThat(FairnessClaim.of(TERMS, List.of(refused)).said())
        .singleElement()
        .asString()
        .startsWith("demographic_parity_ratio of sex (look 3) is FAIL: 0.6667 [")
        .contains("for a and b");
  }

  @Test
  void trustsNoCountsThatAreOver() {
    CountFacts lapsed = new CountFacts(UUID.randomUUID(), "sex", true, 1, true, ALIKE);

    assertThat(FairnessClaim.of(TERMS, List.of(lapsed)).verdict()).isEqualTo(Verdict.UNDEFINED);
  }

  @Test
  void showsNoNumbersOfSmallGroups() {
    List<Group> small = List.of(group("a", 3000, 2000, 3000, 2000), group("b", 9, 200, 200, 200));

    ComputedClaim claim =
        FairnessClaim.of(terms(List.of(), any(parity(0.2))), List.of(counts("sex", small)));

    assertThat(claim.verdict()).isNotNull();
    assertThat(claim.values()).isEmpty();
    assertThat(claim.said()).singleElement().asString().doesNotContain("[", "n =", " b ");
  }
}
