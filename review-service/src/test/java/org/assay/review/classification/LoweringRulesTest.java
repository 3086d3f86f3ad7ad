package org.assay.review.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoweringRulesTest {

  private static final LoweringRules RULES =
      new LoweringRules(Tier.HIGH, Tier.LIMITED, "engineer", true);

  private static @Nullable String rule(Optional<Refusal> refusal) {
    return refusal.map(why -> (String) why.extensions().get("rule")).orElse(null);
  }

  private static Caller caller(Role role, @Nullable String unit, boolean machine) {
    return new Caller("somebody", "somebody", Set.of(role), unit, machine, "token");
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void isNotForWhoHadAPart(Part part) {
    assertThat(rule(RULES.person(Set.of("lead"), EnumSet.of(part)))).isEqualTo(part.name());
  }

  @Test
  void isNotForWhoAnswered() {
    assertThat(rule(RULES.person(Set.of("engineer"), Set.of()))).isEqualTo("ANSWERER");
    assertThat(RULES.person(Set.of("lead"), Set.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ETHICS_REVIEWER, true",
    "PERFORMANCE_REVIEWER, true",
    "LEAD, true",
    "ENGINEER, false",
    "ADMIN, false",
    "AUDITOR, false"
  })
  void isForReviewersAndLeads(Role role, boolean allowed) {
    Optional<Refusal> refusal =
        new ClassificationGuard(caller(role, "risk", false)).lower(RULES, Set.of());

    assertThat(refusal.isEmpty()).isEqualTo(allowed);
  }

  @Test
  void isNotForMachinesNorForWhoHasNoUnit() {
    assertThat(new ClassificationGuard(caller(Role.LEAD, "risk", true)).lower(RULES, Set.of()))
        .isPresent();
    assertThat(rule(new ClassificationGuard(caller(Role.LEAD, null, false)).lower(RULES, Set.of())))
        .isEqualTo("DISTINCT_UNITS");
  }

  @ParameterizedTest
  @CsvSource({"risk, data, true", "risk, risk, false", "risk, , false", ", data, false"})
  void takesTwoUnits(@Nullable String one, @Nullable String other, boolean allowed) {
    assertThat(LoweringRules.units(one, other).isEmpty()).isEqualTo(allowed);
  }

  @Test
  void stopsAtTheFloor() {
    assertThat(RULES.to(Tier.LIMITED)).isEmpty();
    assertThat(rule(RULES.to(Tier.MINIMAL))).isEqualTo("FLOOR");
    assertThat(rule(new LoweringRules(Tier.LIMITED, Tier.HIGH, "engineer", true).state()))
        .isEqualTo("FLOOR");
    assertThat(rule(new LoweringRules(Tier.MINIMAL, Tier.MINIMAL, "engineer", true).state()))
        .isEqualTo("FLOOR");
  }

  @Test
  void isOfTheLastOneOnly() {
    assertThat(new LoweringRules(Tier.HIGH, Tier.MINIMAL, "engineer", false).state())
        .map(Refusal::type)
        .contains(ReviewProblem.CLASSIFICATION_SUPERSEDED);
  }
}
