package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state against every step. The matrix below is written from governance's table, not from the
 * code: a state's name is where the step leads, a dot what is not listed.
 */
class LifecycleTest {

  private static final String MATRIX =
      """
      state      DISCARD REGISTER   SUBMIT    WITHDRAW   DEPRECATE RETIRE PASS     FAIL     LOSE      LOSE_EVIDENCE RELEASE  RENEW REVOKE
      DRAFT      DISCARDED REGISTERED .         .          .         .      .        .        .         .             .        .     .
      REGISTERED .       .          IN_REVIEW .          .         RETIRED .        .        .         .             .        .     .
      IN_REVIEW  .       .          .         REGISTERED .         .      APPROVED REJECTED .         .             .        .     .
      APPROVED   .       .          .         .          .         .      .        .        IN_REVIEW IN_REVIEW     RELEASED .     REVOKED
      REJECTED   .       .          IN_REVIEW .          .         RETIRED .        .        .         .             .        .     .
      RELEASED   .       .          RELEASED  .          DEPRECATED .     .        .        .         IN_REVIEW     RELEASED RELEASED REVOKED
      DEPRECATED .       .          .         .          .         RETIRED .       .        .         .             .        .     REVOKED
      REVOKED    .       .          IN_REVIEW .          .         RETIRED .        .        .         .             .        .     .
      RETIRED    .       .          .         .          .         .      .        .        .         .             .        .     .
      DISCARDED  .       .          .         .          .         .      .        .        .         .             .        .     .
      """;

  private static final Map<Step, String> EVENTS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Step.DISCARD, EventTypes.VERSION_DISCARDED),
              Map.entry(Step.REGISTER, EventTypes.VERSION_REGISTERED),
              Map.entry(Step.SUBMIT, EventTypes.VERSION_SUBMITTED),
              Map.entry(Step.WITHDRAW, EventTypes.VERSION_WITHDRAWN),
              Map.entry(Step.DEPRECATE, EventTypes.VERSION_DEPRECATED),
              Map.entry(Step.RENEW, EventTypes.VERSION_RENEWED),
              Map.entry(Step.RETIRE, EventTypes.VERSION_RETIRED),
              Map.entry(Step.PASS, EventTypes.VERSION_APPROVED),
              Map.entry(Step.FAIL, EventTypes.VERSION_REJECTED),
              Map.entry(Step.LOSE, EventTypes.VERSION_APPROVAL_LOST),
              Map.entry(Step.LOSE_EVIDENCE, EventTypes.VERSION_APPROVAL_LOST),
              Map.entry(Step.RELEASE, EventTypes.VERSION_RELEASED),
              Map.entry(Step.REVOKE, EventTypes.VERSION_REVOKED)));

  static Stream<Arguments> pairs() {
    List<List<String>> rows = MATRIX.lines().map(line -> Arrays.asList(line.split(" +"))).toList();
    List<String> steps = rows.getFirst();
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(1, column -> column < steps.size(), column -> column + 1)
                    .map(
                        column ->
                            Arguments.of(
                                VersionState.valueOf(row.getFirst()),
                                Step.valueOf(steps.get(column)),
                                row.get(column))));
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("pairs")
  void leadsWhereGovernanceSays(VersionState state, Step step, String expected) {
    String actual =
        switch (Lifecycle.of(state, step)) {
          case Transition.Moves moves -> moves.to().name();
          case Transition.Illegal _ -> ".";
        };

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void isTriedWithEveryPair() {
    Set<List<Object>> tried =
        pairs().map(pair -> List.of(pair.get()[0], pair.get()[1])).collect(Collectors.toSet());

    assertThat(tried).hasSize(VersionState.values().length * Step.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void tellsEachMoveByItsOwnEvent(Step step) {
    Arrays.stream(VersionState.values())
        .map(state -> Lifecycle.of(state, step))
        .filter(Transition.Moves.class::isInstance)
        .map(Transition.Moves.class::cast)
        .forEach(moves -> assertThat(moves.eventType()).isEqualTo(EVENTS.get(step)));
  }

  @Test
  void leavesOnlyWhatIsOverForGood() {
    Set<VersionState> dead =
        Arrays.stream(VersionState.values())
            .filter(
                state ->
                    Arrays.stream(Step.values())
                        .allMatch(step -> Lifecycle.of(state, step) instanceof Transition.Illegal))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(VersionState.class)));

    assertThat(dead).containsExactly(VersionState.RETIRED, VersionState.DISCARDED);
  }

  @Test
  void namesTheActsThatAStateAllows() {
    assertThat(Lifecycle.allowed(VersionState.REGISTERED)).containsExactly("submit", "retire");
    assertThat(Lifecycle.allowed(VersionState.IN_REVIEW)).containsExactly("withdraw");
    assertThat(Lifecycle.allowed(VersionState.APPROVED)).isEmpty();
  }
}
