package org.assay.review.round;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.assay.review.condition.Condition;
import org.assay.review.condition.ConditionState;
import org.assay.review.condition.IfMissed;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A condition of an approval as HTTP shows it to one caller.
 *
 * @param id the condition
 * @param reviewId the review that was approved under it
 * @param approvalId the approval that set it; while that does not stand, the condition has no
 *     effect
 * @param text what has to be done; absent where it was erased
 * @param owner who has to see to it
 * @param dueAt until when
 * @param ifMissed what happens to a release otherwise
 * @param questionId the question of the checklist that it is about
 * @param check what decides that it is met, in CEL; absent where an assignee confirms that
 * @param state where it stands; from its due instant on an open one is MISSED
 * @param extendedFrom when it was due before it was extended
 * @param proposedDueAt the later instant that a lead proposes
 * @param proposedBy that lead
 * @param openedAt when it was set
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Condition")
record ConditionView(
    UUID id,
    UUID reviewId,
    UUID approvalId,
    @Nullable String text,
    Actor owner,
    Instant dueAt,
    IfMissed ifMissed,
    @Nullable String questionId,
    @Nullable String check,
    ConditionState state,
    @Nullable Instant extendedFrom,
    @Nullable Instant proposedDueAt,
    @Nullable Actor proposedBy,
    Instant openedAt,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  ConditionView {
    actions = List.copyOf(actions);
  }

  static ConditionView from(
      Condition condition, People people, Texts texts, ReviewGuard guard, Instant now) {
    String proposer = condition.proposedBy();
    return new ConditionView(
        condition.id(),
        condition.reviewId(),
        condition.approvalId(),
        texts.of(condition.noteId()),
        people.named(condition.owner()),
        condition.dueAt(),
        condition.ifMissed(),
        condition.questionId(),
        condition.check(),
        condition.isOverdue(now) ? ConditionState.MISSED : condition.state(),
        condition.extendedFrom(),
        condition.proposedDueAt(),
        proposer == null ? null : people.named(proposer),
        condition.openedAt(),
        condition.revision(),
        new ConditionGuard(condition, guard, now).actions());
  }
}
