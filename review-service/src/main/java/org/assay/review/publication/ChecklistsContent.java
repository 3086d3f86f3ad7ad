package org.assay.review.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.assay.kit.http.PlainText;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Proof;
import org.assay.review.classification.Tier;
import org.assay.review.policy.ReviewType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation's own set of checklists asks.
 *
 * @param text what it is for
 * @param lists one for each kind of review that is asked something
 */
public record ChecklistsContent(
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @NotNull @Size(min = 1, max = 12) List<@NotNull @Valid DraftChecklist> lists) {

  /**
   * What the reviews of one kind are asked.
   *
   * @param type the kind
   * @param questions in the order in which they are asked
   */
  @Schema(name = "DraftChecklist")
  public record DraftChecklist(
      @NotNull ReviewType type,
      @NotNull @Size(min = 1, max = 60) List<@NotNull @Valid DraftChecklistQuestion> questions) {}

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
  @Schema(name = "DraftChecklistQuestion")
  public record DraftChecklistQuestion(
      @NotNull @Size(max = 40) @Pattern(regexp = QuestionnaireContent.ID) String id,
      @NotNull @PlainText(max = 1000) String text,
      @NotNull @PlainText(max = 500) String evidence,
      @NotNull Mark mark,
      @Size(max = 4) @Nullable Map<Tier, @NotNull Mark> marks,
      @Size(max = 2000) @Nullable String appliesIf,
      @Size(max = 10) @Nullable List<@NotNull Proof> requires) {}
}
