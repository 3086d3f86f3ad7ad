package org.assay.review.classification;

import java.util.List;
import org.assay.review.classification.Questionnaire.Question;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A questionnaire as HTTP shows it.
 *
 * @param reference how it is cited, such as {@code default/1}
 * @param digest the digest of its document
 * @param text what it is for
 * @param questions in the order in which they are asked
 */
@Schema(name = "Questionnaire")
public record QuestionnaireView(
    String reference, String digest, String text, List<QuestionView> questions) {

  /** Copies the list. */
  public QuestionnaireView {
    questions = List.copyOf(questions);
  }

  /**
   * A question.
   *
   * @param id by which it is answered
   * @param text the question
   * @param choices what may be answered, besides UNKNOWN
   * @param evidenceFor the answer that counts only with a digest in {@code evidence}
   * @param law whether the law asks it, so that every questionnaire does
   */
  @Schema(name = "QuestionnaireQuestion")
  public record QuestionView(
      String id, String text, List<ChoiceView> choices, @Nullable String evidenceFor, boolean law) {

    /** Copies the list. */
    public QuestionView {
      choices = List.copyOf(choices);
    }
  }

  /**
   * What may be answered.
   *
   * @param value the answer
   * @param text what it means
   * @param score what it adds to the sum
   * @param floor the least tier that it leads to
   */
  @Schema(name = "QuestionnaireChoice")
  public record ChoiceView(String value, String text, int score, @Nullable Tier floor) {}

  static QuestionnaireView from(QuestionnaireVersion version) {
    Questionnaire said = version.questionnaire();
    return new QuestionnaireView(said.reference(), version.digest(), said.text(), questions(said));
  }

  /** Shows the questions of a questionnaire. */
  public static List<QuestionView> questions(Questionnaire said) {
    return said.questions().stream().map(QuestionnaireView::question).toList();
  }

  private static QuestionView question(Question question) {
    return new QuestionView(
        question.id(),
        question.text(),
        question.choices().stream()
            .map(
                choice ->
                    new ChoiceView(choice.value(), choice.text(), choice.score(), choice.floor()))
            .toList(),
        question.exempts() == null ? null : question.exempts().value(),
        question.isLaw());
  }
}
