package org.assay.project.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {

  @ParameterizedTest
  @CsvSource({
    "ENGINEER, , false",
    "ENGINEER, VIEWER, true",
    "ENGINEER, OWNER, true",
    "ETHICS_REVIEWER, , true",
    "PERFORMANCE_REVIEWER, , true",
    "LEAD, , true",
    "AUDITOR, , true",
    "ADMIN, , true",
    "OPERATOR, , false"
  })
  void readsAsTheTableOfPermissionsSays(Role role, @Nullable MemberRole member, boolean reads) {
    assertThat(person(role, member).reads()).isEqualTo(reads);
  }

  @ParameterizedTest
  @CsvSource({
    "ENGINEER, , false",
    "ENGINEER, VIEWER, false",
    "ENGINEER, CONTRIBUTOR, false",
    "ENGINEER, OWNER, true",
    "LEAD, , false",
    "LEAD, VIEWER, true",
    "LEAD, OWNER, true",
    "ETHICS_REVIEWER, OWNER, false",
    "AUDITOR, OWNER, false",
    "ADMIN, OWNER, false"
  })
  void steersAsTheTableOfPermissionsSays(Role role, @Nullable MemberRole member, boolean steers) {
    assertThat(person(role, member).steers()).isEqualTo(steers);
  }

  @ParameterizedTest
  @EnumSource
  void letsNoMachineReadWhereItIsNoMember(Role role) {
    assertThat(new Standing(caller(role, true), null).reads()).isFalse();
  }

  @Test
  void letsNoMachineSteer() {
    assertThat(new Standing(caller(Role.LEAD, true), MemberRole.OWNER).steers()).isFalse();
  }

  private static Standing person(Role role, @Nullable MemberRole member) {
    return new Standing(caller(role, false), member);
  }

  private static Caller caller(Role role, boolean machine) {
    return new Caller("sub", "account", Set.of(role), "credit", machine, "token");
  }
}
