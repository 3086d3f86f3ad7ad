package org.assay.review.publication;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.assay.review.checklist.ChecklistDocument;
import org.assay.review.checklist.ChecklistDocument.Asked;
import org.assay.review.checklist.ChecklistDocument.ListOfType;
import org.assay.review.classification.Questionnaire;
import org.assay.review.classification.Questionnaire.Question;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Expressions;
import org.assay.review.policy.ReviewType;
import org.assay.review.publication.QuestionnaireContent.DraftChoice;
import org.assay.review.publication.QuestionnaireContent.DraftQuestion;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything that keeps a draft from being a questionnaire or a set of checklists, each fault
 * at its place, before it is saved.
 */
final class QuestionCheck {

  /** How large a document may be, in characters, so that what lists it can be read. */
  private static final int MOST_CHARACTERS = 200_000;

  private QuestionCheck() {}

  /**
   * Checks what an organisation's own questionnaire asks.
   *
   * @param usual the shipped one, whose questions of the law stay as they are
   * @throws ProblemException {@code VALIDATION_FAILED} with every fault
   */
  static void check(QuestionnaireContent content, Questionnaire usual) {
    Faults faults = new Faults();
    if (content.scores().high() <= content.scores().limited()) {
      faults.add("/scores/high", "OUT_OF_RANGE", "it is above that of LIMITED");
    }
    Set<String> ids = new HashSet<>();
    for (int index = 0; index < content.questions().size(); index++) {
      DraftQuestion question = content.questions().get(index);
      String pointer = "/questions/" + index;
      if (!ids.add(question.id())) {
        faults.add(pointer + "/id", "DUPLICATE", question.id() + " stands here twice");
      }
      if (Questionnaire.isOfLaw(question.id())
          || usual.question(question.id()).filter(Question::isLaw).isPresent()) {
        faults.add(
            pointer + "/id",
            "RESERVED",
            "%s is a question of the law, which every questionnaire asks as it is shipped"
                .formatted(question.id()));
      }
      choices(question.choices(), pointer + "/choices", faults);
      if (question.choices().stream().allMatch(one -> one.floor() == Tier.PROHIBITED)) {
        faults.add(
            pointer + "/choices", "IMPOSSIBLE", "every answer leads to PROHIBITED, so none helps");
      }
    }
    faults.refuse("questionnaire");
  }

  private static void choices(List<DraftChoice> choices, String pointer, Faults faults) {
    Set<String> values = new HashSet<>();
    for (int index = 0; index < choices.size(); index++) {
      String value = choices.get(index).value();
      if (value.equals(Questionnaire.UNKNOWN)) {
        faults.add(
            "%s/%d/value".formatted(pointer, index),
            "RESERVED",
            "UNKNOWN may be answered to every question and counts as the worst answer");
      }
      if (!values.add(value)) {
        faults.add(
            "%s/%d/value".formatted(pointer, index), "DUPLICATE", value + " stands here twice");
      }
    }
  }

  /**
   * Checks what an organisation's own checklists ask.
   *
   * @param before the last of the name that was published, null where there is none
   * @throws ProblemException {@code VALIDATION_FAILED} with every fault
   */
  static void check(ChecklistDocument document, @Nullable ChecklistDocument before) {
    Faults faults = new Faults();
    Map<String, ReviewType> known = types(before);
    Set<String> ids = new HashSet<>();
    Set<ReviewType> types = EnumSet.noneOf(ReviewType.class);
    for (int index = 0; index < document.lists().size(); index++) {
      ListOfType list = document.lists().get(index);
      String pointer = "/lists/" + index;
      if (!types.add(list.type())) {
        faults.add(pointer + "/type", "DUPLICATE", list.type() + " stands here twice");
      }
      for (int asked = 0; asked < list.questions().size(); asked++) {
        Asked question = list.questions().get(asked);
        String place = "%s/questions/%d".formatted(pointer, asked);
        if (!ids.add(question.id())) {
          faults.add(place + "/id", "DUPLICATE", question.id() + " stands here twice");
        }
        ReviewType was = known.getOrDefault(question.id(), list.type());
        if (was != list.type()) {
          faults.add(
              place + "/id",
              "MOVED",
              "%s is a question of the reviews of %s; a new question has a new id"
                  .formatted(question.id(), was));
        }
        check(question, place, faults);
      }
    }
    if (document.written().length() > MOST_CHARACTERS) {
      faults.add(
          "/lists", "TOO_LARGE", "they are at most %d characters".formatted(MOST_CHARACTERS));
    }
    faults.refuse("set of checklists");
  }

  private static void check(Asked question, String place, Faults faults) {
    if (question.marks().containsKey(Tier.PROHIBITED)) {
      faults.add(place + "/marks/PROHIBITED", "NOT_ALLOWED", "what is PROHIBITED is not reviewed");
    }
    String condition = question.appliesIf();
    if (condition != null) {
      faults.add(place + "/applies_if", Expressions.faultsOfCondition(condition));
      if (Expressions.constant(condition).equals(Optional.of(false))) {
        faults.add(place + "/applies_if", "NEVER_APPLIES", "it is false for every version");
      }
    }
  }

  private static Map<String, ReviewType> types(@Nullable ChecklistDocument before) {
    Map<String, ReviewType> types = new HashMap<>();
    if (before != null) {
      before
          .lists()
          .forEach(list -> list.questions().forEach(one -> types.put(one.id(), list.type())));
    }
    return types;
  }
}
