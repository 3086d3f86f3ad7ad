package org.assay.review.checklist;

import java.util.List;
import java.util.Map;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.classification.Tier;
import org.assay.review.policy.ReviewType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A checklist as HTTP shows it.
 *
 * @param type the kind of review
 * @param number its version
 * @param reference the set that it belongs to, as policies cite it
 * @param digest the digest of the set's document
 * @param questions in the order in which they are asked
 */
@Schema(name = "Checklist")
record ChecklistView(
    ReviewType type, int number, String reference, String digest, List<QuestionView> questions) {

  ChecklistView {
    questions = List.copyOf(questions);
  }

  /**
   * A question.
   *
   * @param id by which it is answered
   * @param text the question
   * @param evidence what is looked at to answer it
   * @param mark what a "no" does: it blocks (B), needs a condition (C) or is noted (N)
   * @param marks what it does instead where the model has another tier
   * @param appliesIf in CEL, which versions are asked; absent where all are
   * @param requires what Assay has to have computed before yes counts
   */
  @Schema(name = "ChecklistQuestion")
  record QuestionView(
      String id,
      String text,
      String evidence,
      Mark mark,
      Map<Tier, Mark> marks,
      @Nullable String appliesIf,
      List<Proof> requires) {

    QuestionView {
      marks = Map.copyOf(marks);
      requires = List.copyOf(requires);
    }
  }

  static ChecklistView from(ChecklistSet set, Checklist list) {
    return new ChecklistView(
        list.type(),
        list.number(),
        list.reference(),
        set.digest(),
        list.questions().stream()
            .map(
                question ->
                    new QuestionView(
                        question.id(),
                        question.text(),
                        question.evidence(),
                        question.mark(),
                        question.marks(),
                        question.appliesIf(),
                        question.requires().stream().sorted().toList()))
            .toList());
  }
}
