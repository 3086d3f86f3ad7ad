package org.assay.registry.version;

import static org.assay.registry.version.VersionState.APPROVED;
import static org.assay.registry.version.VersionState.DEPRECATED;
import static org.assay.registry.version.VersionState.DISCARDED;
import static org.assay.registry.version.VersionState.DRAFT;
import static org.assay.registry.version.VersionState.IN_REVIEW;
import static org.assay.registry.version.VersionState.REGISTERED;
import static org.assay.registry.version.VersionState.REJECTED;
import static org.assay.registry.version.VersionState.RELEASED;
import static org.assay.registry.version.VersionState.RETIRED;
import static org.assay.registry.version.VersionState.REVOKED;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assay.contracts.event.EventTypes;

/**
 * The states of a version and what leads from one to the next: the one table that guards every act,
 * fills {@code actions[]} and decides which of review-service's events still count.
 *
 * <p>Read a row as: in this state, this step, does this. What has no row is illegal, so a step that
 * somebody forgot is refused rather than let through.
 */
final class Lifecycle {

  private static final Transition ILLEGAL = new Transition.Illegal();

  private static final Map<Cell, Transition> TABLE =
      Map.ofEntries(
          row(DRAFT, Step.REGISTER, moves(REGISTERED, EventTypes.VERSION_REGISTERED)),
          row(DRAFT, Step.DISCARD, moves(DISCARDED, EventTypes.VERSION_DISCARDED)),
          row(REGISTERED, Step.SUBMIT, moves(IN_REVIEW, EventTypes.VERSION_SUBMITTED)),
          row(REGISTERED, Step.RETIRE, moves(RETIRED, EventTypes.VERSION_RETIRED)),
          row(IN_REVIEW, Step.WITHDRAW, moves(REGISTERED, EventTypes.VERSION_WITHDRAWN)),
          row(IN_REVIEW, Step.PASS, moves(APPROVED, EventTypes.VERSION_APPROVED)),
          row(IN_REVIEW, Step.FAIL, moves(REJECTED, EventTypes.VERSION_REJECTED)),
          row(APPROVED, Step.LOSE, moves(IN_REVIEW, EventTypes.VERSION_APPROVAL_LOST)),
          row(APPROVED, Step.LOSE_EVIDENCE, moves(IN_REVIEW, EventTypes.VERSION_APPROVAL_LOST)),
          row(APPROVED, Step.RELEASE, moves(RELEASED, EventTypes.VERSION_RELEASED)),
          row(APPROVED, Step.REVOKE, moves(REVOKED, EventTypes.VERSION_REVOKED)),
          row(REJECTED, Step.SUBMIT, moves(IN_REVIEW, EventTypes.VERSION_SUBMITTED)),
          row(REJECTED, Step.RETIRE, moves(RETIRED, EventTypes.VERSION_RETIRED)),
          row(RELEASED, Step.RELEASE, moves(RELEASED, EventTypes.VERSION_RELEASED)),
          row(RELEASED, Step.LOSE_EVIDENCE, moves(IN_REVIEW, EventTypes.VERSION_APPROVAL_LOST)),
          row(RELEASED, Step.REVOKE, moves(REVOKED, EventTypes.VERSION_REVOKED)),
          // A round of renewal: what is released stays so while it is reviewed anew.
          row(
              RELEASED,
              Step.SUBMIT,
              moves(RELEASED, EventTypes.VERSION_SUBMITTED, Guard.OWNER_OR_LEAD)),
          row(RELEASED, Step.RENEW, moves(RELEASED, EventTypes.VERSION_RENEWED)),
          row(RELEASED, Step.DEPRECATE, moves(DEPRECATED, EventTypes.VERSION_DEPRECATED)),
          row(DEPRECATED, Step.REVOKE, moves(REVOKED, EventTypes.VERSION_REVOKED)),
          row(DEPRECATED, Step.RETIRE, moves(RETIRED, EventTypes.VERSION_RETIRED)),
          row(REVOKED, Step.SUBMIT, moves(IN_REVIEW, EventTypes.VERSION_SUBMITTED, Guard.LEAD)),
          row(REVOKED, Step.RETIRE, moves(RETIRED, EventTypes.VERSION_RETIRED)));

  private Lifecycle() {}

  /** Returns what a step does in a state. */
  static Transition of(VersionState state, Step step) {
    return TABLE.getOrDefault(new Cell(state, step), ILLEGAL);
  }

  /** Returns the acts of people that can be done in a state, in order of {@link Step}. */
  static List<String> allowed(VersionState state) {
    return Arrays.stream(Step.values())
        .filter(Step::isAct)
        .filter(step -> of(state, step) instanceof Transition.Moves)
        .map(Step::act)
        .toList();
  }

  private static Map.Entry<Cell, Transition> row(
      VersionState state, Step step, Transition transition) {
    return Map.entry(new Cell(state, step), transition);
  }

  private static Transition moves(VersionState to, String eventType) {
    return new Transition.Moves(to, eventType, null);
  }

  private static Transition moves(VersionState to, String eventType, Guard guard) {
    return new Transition.Moves(to, eventType, guard);
  }

  private record Cell(VersionState state, Step step) {}
}
