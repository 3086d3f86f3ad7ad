package org.assay.review.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.assay.review.publication.QuestionnaireContent.DraftOutcomeValidity;
import org.assay.review.publication.QuestionnaireContent.DraftQuestion;
import org.assay.review.publication.QuestionnaireContent.DraftScores;
import org.jspecify.annotations.Nullable;

/**
 * A questionnaire to be drafted: its name and {@link QuestionnaireContent}.
 *
 * @param name kebab-case; the number is the next of the name
 * @param text what it is for
 * @param scores from which sum of scores on a tier is reached
 * @param validity how long an outcome holds; as in {@code default/1} where absent
 * @param questions the organisation's own questions, in the order in which they are asked
 */
public record DraftQuestionnaire(
    @NotNull @Size(max = 40) @Pattern(regexp = "[a-z][a-z0-9]*(-[a-z0-9]+)*") String name,
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @NotNull @Valid DraftScores scores,
    @Valid @Nullable DraftOutcomeValidity validity,
    @NotNull @Size(max = QuestionnaireContent.MOST_QUESTIONS)
        List<@NotNull @Valid DraftQuestion> questions) {

  /** Returns what it asks. */
  QuestionnaireContent content() {
    return new QuestionnaireContent(text, scores, validity, questions);
  }
}
