package org.assay.review.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.assay.review.checklist.Checklist;
import org.assay.review.classification.Tier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation's own questionnaire asks beyond the questions of the law, which every
 * questionnaire asks as they are shipped.
 *
 * @param text what it is for
 * @param scores from which sum of scores on a tier is reached
 * @param validity how long an outcome holds; as in {@code default/1} where absent
 * @param questions the organisation's own questions, in the order in which they are asked
 */
public record QuestionnaireContent(
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @NotNull @Valid DraftScores scores,
    @Valid @Nullable DraftOutcomeValidity validity,
    @NotNull @Size(max = MOST_QUESTIONS) List<@NotNull @Valid DraftQuestion> questions) {

  /** With those of the law, no more than can be answered at once. */
  static final int MOST_QUESTIONS = 100;

  /** How a question is called: it is never called otherwise again. */
  static final String ID = Checklist.QUESTION_ID;

  /**
   * From which sum of scores on a tier is reached; below both it is MINIMAL.
   *
   * @param limited LIMITED
   * @param high HIGH
   */
  @Schema(name = "QuestionnaireScores")
  public record DraftScores(@Min(1) @Max(10_000) int limited, @Min(1) @Max(10_000) int high) {}

  /**
   * How long an outcome holds, by tier, ISO 8601.
   *
   * @param minimal MINIMAL
   * @param limited LIMITED
   * @param high HIGH and PROHIBITED
   */
  @Schema(name = "QuestionnaireValidity")
  public record DraftOutcomeValidity(
      @Size(max = 16) @Pattern(regexp = DraftContent.PERIOD) @Nullable String minimal,
      @Size(max = 16) @Pattern(regexp = DraftContent.PERIOD) @Nullable String limited,
      @Size(max = 16) @Pattern(regexp = DraftContent.PERIOD) @Nullable String high) {}

  /**
   * A question.
   *
   * @param id by which it is answered
   * @param text the question
   * @param choices what may be answered, besides UNKNOWN, which counts as the worst of them
   */
  @Schema(name = "DraftQuestion")
  public record DraftQuestion(
      @NotNull @Size(max = 40) @Pattern(regexp = ID) String id,
      @NotNull @PlainText(max = 1000) String text,
      @NotNull @Size(min = 2, max = 10) List<@NotNull @Valid DraftChoice> choices) {}

  /**
   * What may be answered.
   *
   * @param value the answer
   * @param text what it means
   * @param score what it adds to the sum
   * @param floor the least tier that it leads to; none where absent
   */
  @Schema(name = "DraftChoice")
  public record DraftChoice(
      @NotNull @Size(max = 40) @Pattern(regexp = "[A-Z0-9]+(_[A-Z0-9]+)*") String value,
      @NotNull @PlainText(max = 500) String text,
      @Min(0) @Max(100) int score,
      @Nullable Tier floor) {}
}
