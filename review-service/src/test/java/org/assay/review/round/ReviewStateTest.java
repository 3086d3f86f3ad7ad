package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.review.round.Transition.Leads;
import org.assay.review.round.Transition.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewStateTest {

  /** What governance section 5 lists, and REBIND in open rounds; every other pair is refused. */
  private static final Map<ReviewState, Map<ReviewAct, String>> LISTED = listed();

  private static Map<ReviewState, Map<ReviewAct, String>> listed() {
    Map<ReviewState, Map<ReviewAct, String>> all = new EnumMap<>(ReviewState.class);
    all.put(
        ReviewState.REQUESTED,
        Map.of(
            ReviewAct.ASSIGN, "ASSIGNED",
            ReviewAct.REBIND, "REQUESTED",
            ReviewAct.VOID, "VOIDED"));
    all.put(
        ReviewState.ASSIGNED,
        Map.of(
            ReviewAct.ASSIGN, "ASSIGNED",
            ReviewAct.REBIND, "ASSIGNED",
            ReviewAct.START, "IN_PROGRESS",
            ReviewAct.UNASSIGN_LAST, "REQUESTED",
            ReviewAct.VOID, "VOIDED"));
    all.put(
        ReviewState.IN_PROGRESS,
        Map.of(
            ReviewAct.ASSIGN, "IN_PROGRESS",
            ReviewAct.REBIND, "IN_PROGRESS",
            ReviewAct.UNASSIGN_LAST, "REQUESTED",
            ReviewAct.REQUEST_CHANGES, "CHANGES_REQUESTED",
            ReviewAct.RECORD_APPROVAL, "IN_PROGRESS",
            ReviewAct.APPROVE, "APPROVED",
            ReviewAct.APPROVE_WITH_CONDITIONS, "APPROVED_WITH_CONDITIONS",
            ReviewAct.REJECT, "REJECTED",
            ReviewAct.VOID, "VOIDED"));
    all.put(
        ReviewState.CHANGES_REQUESTED,
        Map.of(
            ReviewAct.ASSIGN, "CHANGES_REQUESTED",
            ReviewAct.REBIND, "CHANGES_REQUESTED",
            ReviewAct.UNASSIGN_LAST, "REQUESTED",
            ReviewAct.RESUME, "IN_PROGRESS",
            ReviewAct.VOID, "VOIDED"));
    all.put(
        ReviewState.APPROVED,
        Map.of(
            ReviewAct.RETRACT, "IN_PROGRESS",
            ReviewAct.REBIND, "IN_PROGRESS",
            ReviewAct.VOID, "VOIDED",
            ReviewAct.EXPIRE, "EXPIRED"));
    all.put(
        ReviewState.APPROVED_WITH_CONDITIONS,
        Map.of(
            ReviewAct.RETRACT,
            "IN_PROGRESS",
            ReviewAct.REBIND,
            "IN_PROGRESS",
            ReviewAct.MEET_CONDITIONS,
            "APPROVED",
            ReviewAct.VOID,
            "VOIDED",
            ReviewAct.EXPIRE,
            "EXPIRED"));
    return all;
  }

  static Stream<Arguments> everyPair() {
    return Arrays.stream(ReviewState.values())
        .flatMap(state -> Arrays.stream(ReviewAct.values()).map(act -> Arguments.of(state, act)));
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("everyPair")
  void leadsWhereGovernanceSaysAndNowhereElse(ReviewState state, ReviewAct act) {
    String expected = LISTED.getOrDefault(state, Map.of()).getOrDefault(act, "REFUSED");

    String led =
        switch (state.after(act)) {
          case Leads(ReviewState to) -> to.name();
          case Refused _ -> "REFUSED";
        };

    assertThat(led).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = ReviewState.class,
      names = {"REJECTED", "VOIDED", "EXPIRED"})
  void offersNoActOnceItIsFinal(ReviewState state) {
    assertThat(state.acts()).isEmpty();
    assertThat(state.isOpen()).isFalse();
  }
}
