package org.assay.review.round;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.assay.review.finding.Finding;
import org.assay.review.finding.FindingState;
import org.assay.review.finding.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A finding as HTTP shows it to one caller.
 *
 * @param id the finding
 * @param reviewId the review that raised it
 * @param severity how much it weighs
 * @param questionId the question of the checklist that it is about
 * @param state where it stands
 * @param owner who has to answer
 * @param openedBy who found it
 * @param text what is wrong; absent where it was erased
 * @param answer the last answer to it
 * @param fixedIn the evidence that shows that it is mended
 * @param dueAt until when it is to be answered
 * @param openedAt when it was opened
 * @param closedBy who ended it
 * @param closedAt when it ended
 * @param closureReason why it ended so
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Finding")
record FindingView(
    UUID id,
    UUID reviewId,
    Severity severity,
    @Nullable String questionId,
    FindingState state,
    Actor owner,
    Actor openedBy,
    @Nullable String text,
    @Nullable String answer,
    @Nullable UUID fixedIn,
    @Nullable Instant dueAt,
    Instant openedAt,
    @Nullable Actor closedBy,
    @Nullable Instant closedAt,
    @Nullable String closureReason,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  FindingView {
    actions = List.copyOf(actions);
  }

  static FindingView from(Finding finding, People people, Texts texts, ReviewGuard guard) {
    String closedBy = finding.closedBy();
    return new FindingView(
        finding.id(),
        finding.reviewId(),
        finding.severity(),
        finding.questionId(),
        finding.state(),
        people.named(finding.owner()),
        people.named(finding.openedBy()),
        texts.of(finding.noteId()),
        texts.of(finding.answerNoteId()),
        finding.fixedIn(),
        finding.dueAt(),
        finding.openedAt(),
        closedBy == null ? null : people.named(closedBy),
        finding.closedAt(),
        texts.of(finding.closureNoteId()),
        finding.revision(),
        new FindingGuard(finding, guard).actions());
  }
}
