package org.assay.review.round;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.condition.IfMissed;
import org.assay.review.evidence.EvidenceKind;
import org.assay.review.finding.FindingState;
import org.assay.review.finding.Severity;
import org.assay.review.round.ReviewView.BasisView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What changed since the approval that a review goes on from, and nothing else.
 *
 * @param reviewId the review
 * @param basis what it goes on from; absent where it is the first of its kind, and then only what
 *     earlier rounds left open is shown
 * @param facts what differs from then
 * @param evidence what became of the evidence
 * @param questions the questions whose answer is not proposed, and those that are asked no more
 * @param findings what earlier reviews of the kind found and nobody ended, the oldest first, at
 *     most 200
 * @param conditions what earlier approvals of the kind asked for and is not met, the oldest first,
 *     at most 200
 */
@Schema(name = "ReviewDelta")
record ReviewDeltaView(
    UUID reviewId,
    @Nullable BasisView basis,
    List<FactView> facts,
    EvidenceDeltaView evidence,
    List<QuestionView> questions,
    List<FindingView> findings,
    List<ConditionView> conditions) {

  ReviewDeltaView {
    facts = List.copyOf(facts);
    questions = List.copyOf(questions);
    findings = List.copyOf(findings);
    conditions = List.copyOf(conditions);
  }

  /**
   * Something that differs.
   *
   * @param what what
   * @param before as it was when the earlier review was approved; absent where nothing was known
   * @param now as it is
   */
  @Schema(name = "ReviewDeltaFact")
  record FactView(DeltaFact what, @Nullable String before, @Nullable String now) {}

  /**
   * What became of the evidence.
   *
   * @param added how many records are new
   * @param superseded how many had their place taken
   * @param absent how many the other version had and this one has not
   * @param ended how many are there and have ended
   * @param first the first of them; {@code .../delta/evidence} has all
   */
  @Schema(name = "ReviewDeltaEvidence")
  record EvidenceDeltaView(
      long added, long superseded, long absent, long ended, List<EvidenceChangeView> first) {

    EvidenceDeltaView {
      first = List.copyOf(first);
    }
  }

  /**
   * A record of evidence that changed.
   *
   * @param id the record
   * @param change what became of it
   * @param kind what it is
   * @param title what people call it; absent where that was erased
   * @param digest its exact bytes
   * @param supersededBy the record that took its place
   * @param validUntil until when it says something
   */
  @Schema(name = "ChangedEvidence")
  record EvidenceChangeView(
      UUID id,
      EvidenceChange change,
      EvidenceKind kind,
      @Nullable String title,
      String digest,
      @Nullable UUID supersededBy,
      @Nullable Instant validUntil) {}

  /**
   * A question of which no answer is proposed.
   *
   * @param id by which it is answered
   * @param change what became of it
   * @param before how it was asked; absent where it was not
   * @param now how it is asked; absent where it is not
   */
  @Schema(name = "ReviewDeltaQuestion")
  record QuestionView(
      String id, QuestionChange change, @Nullable WordingView before, @Nullable WordingView now) {}

  /**
   * How a question is asked.
   *
   * @param text the question
   * @param evidence what is looked at to answer it
   * @param mark what a "no" does
   */
  @Schema(name = "QuestionWording")
  record WordingView(String text, String evidence, Mark mark) {}

  /**
   * A finding that nobody ended.
   *
   * @param id the finding
   * @param reviewId the review that raised it
   * @param severity how much it weighs
   * @param state where it stands
   * @param questionId the question that it is about
   * @param text what is wrong; absent where it was erased
   */
  @Schema(name = "OpenFinding")
  record FindingView(
      UUID id,
      UUID reviewId,
      Severity severity,
      FindingState state,
      @Nullable String questionId,
      @Nullable String text) {}

  /**
   * A condition that is not met.
   *
   * @param id the condition
   * @param reviewId the review that was approved under it
   * @param text what has to be done; absent where it was erased
   * @param questionId the question that it is about
   * @param dueAt until when
   * @param ifMissed what happens to a release otherwise
   */
  @Schema(name = "OpenCondition")
  record ConditionView(
      UUID id,
      UUID reviewId,
      @Nullable String text,
      @Nullable String questionId,
      Instant dueAt,
      IfMissed ifMissed) {}
}
