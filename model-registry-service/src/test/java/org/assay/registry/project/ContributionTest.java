package org.assay.registry.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContributionTest {

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,",
    "PROPOSED, PROJECT_NOT_ACTIVE",
    "ON_HOLD, PROJECT_NOT_ACTIVE",
    "CLOSED, PROJECT_NOT_ACTIVE",
    "NEWER_THAN_THIS, PROJECT_NOT_ACTIVE"
  })
  void takesNewWorkInActiveProjectsOnly(String state, @Nullable String code) {
    Standing standing = standing(state, MemberRole.CONTRIBUTOR);

    assertThat(
            Contribution.refusesNew(caller(Role.ENGINEER, false), standing)
                .map(refusal -> refusal.type().code()))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void saysWhoBeforeItSaysWhen() {
    assertThat(
            Contribution.refusesNew(
                    caller(Role.ENGINEER, false), standing("CLOSED", MemberRole.VIEWER))
                .map(refusal -> refusal.type().code()))
        .contains("NOT_A_CONTRIBUTOR");
  }

  @ParameterizedTest
  @EnumSource
  void letsPeopleWithOversightReadEveryProject(Role role) {
    boolean expected =
        switch (role) {
          case ETHICS_REVIEWER, PERFORMANCE_REVIEWER, LEAD, AUDITOR, ADMIN -> true;
          case ENGINEER, OPERATOR -> false;
        };

    assertThat(Standings.readsAll(caller(role, false))).isEqualTo(expected);
    assertThat(Standings.readsAll(caller(role, true))).as("as a machine").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "owner", "STEWARD"})
  void givesNoRightByARoleItDoesNotKnow(String name) {
    assertThat(MemberRole.named(name)).isEmpty();
  }

  private static Caller caller(Role role, boolean machine) {
    return new Caller("someone", "someone", Set.of(role), null, machine, "token");
  }

  private static Standing standing(String state, MemberRole role) {
    return new Standing(UUID.randomUUID(), new ProjectKey("credit"), state, role, false);
  }
}
