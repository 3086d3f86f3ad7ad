package org.assay.review.checklist;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Condition;
import org.assay.review.policy.ReviewType;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one kind of review, of one version.
 *
 * @param set the set that it belongs to, such as {@code default}
 * @param number its version, from 1
 * @param type the kind of review
 * @param questions in the order in which they are asked
 */
public record Checklist(String set, int number, ReviewType type, List<Question> questions) {

  /** How a question is called, such as {@code ETH-01}: at most 40 characters. */
  public static final String QUESTION_ID = "[A-Z][A-Z0-9]{0,15}(-[A-Z0-9]{1,11}){0,2}";

  /** Copies the list. */
  public Checklist {
    questions = List.copyOf(questions);
  }

  /** Returns how the set is cited, such as {@code default/1}. */
  public String reference() {
    return set + "/" + number;
  }

  /** Returns a question, empty where this checklist does not ask it. */
  public Optional<Question> question(String id) {
    return questions.stream().filter(question -> question.id().equals(id)).findFirst();
  }

  /**
   * Returns the questions that a version is asked.
   *
   * @param known what is known of it, as conditions see it
   */
  public List<Question> applicable(Map<String, Object> known) {
    return questions.stream()
        .filter(question -> question.condition() == null || question.condition().concerns(known))
        .toList();
  }

  /**
   * Returns the questions that a version is asked and that are not answered with yes.
   *
   * @param known what is known of the version, as conditions see it
   * @param tier the tier of its model, absent where none is known
   * @param answers how questions are answered now; what is missing is not answered
   * @param computed how far what Assay computes answers a question
   */
  public List<Open> open(
      Map<String, Object> known,
      @Nullable Tier tier,
      Map<String, AnswerState> answers,
      Function<Question, ProofState> computed) {
    return applicable(known).stream()
        .filter(
            one ->
                !answers
                    .getOrDefault(one.id(), AnswerState.UNANSWERED)
                    .where(() -> computed.apply(one))
                    .isMet())
        .map(one -> new Open(one.id(), one.mark(tier)))
        .toList();
  }

  /**
   * A question that is not answered with yes.
   *
   * @param id by which it is answered
   * @param mark what that does
   */
  public record Open(String id, Mark mark) {}

  /** The questions of both, each once, as {@link ChecklistSet#and} says; this one's first. */
  Checklist and(Checklist other) {
    List<Question> both = new ArrayList<>(questions);
    both.replaceAll(mine -> other.question(mine.id()).map(mine::and).orElse(mine));
    other.questions().stream().filter(one -> question(one.id()).isEmpty()).forEach(both::add);
    return new Checklist(reference() + "+" + other.set(), other.number(), type, both);
  }

  /** What a "no" does. */
  public enum Mark {
    /** It blocks. */
    B,
    /** It needs a condition with an owner and a due instant. */
    C,
    /** It is noted. */
    N;

    private Mark and(Mark other) {
      return compareTo(other) <= 0 ? this : other;
    }
  }

  /**
   * A question.
   *
   * @param id by which it is answered
   * @param text the question
   * @param evidence what is looked at to answer it
   * @param mark what a "no" does
   * @param marks what it does instead where the model has another tier
   * @param appliesIf in CEL, which versions are asked; absent where all are
   * @param condition the same, compiled
   * @param requires what Assay has to have computed before yes counts
   */
  public record Question(
      String id,
      String text,
      String evidence,
      Mark mark,
      Map<Tier, Mark> marks,
      @Nullable String appliesIf,
      @Nullable Condition condition,
      Set<Proof> requires) {

    /** Copies the collections. */
    public Question {
      marks = Map.copyOf(marks);
      requires = Set.copyOf(requires);
    }

    /**
     * The same question, where another set asks it too: of whom either does, as either marks it,
     * with all that either takes.
     */
    private Question and(Question other) {
      Map<Tier, Mark> stricter = new EnumMap<>(Tier.class);
      Stream.concat(marks.keySet().stream(), other.marks().keySet().stream())
          .forEach(tier -> stricter.put(tier, mark(tier).and(other.mark(tier))));
      return new Question(
          id,
          joined(text, other.text),
          joined(evidence, other.evidence),
          mark.and(other.mark()),
          stricter,
          appliesIf == null || other.appliesIf == null
              ? null
              : appliesIf.equals(other.appliesIf)
                  ? appliesIf
                  : "(%s) || (%s)".formatted(appliesIf, other.appliesIf),
          condition == null || other.condition == null ? null : condition.or(other.condition),
          Stream.concat(requires.stream(), other.requires.stream()).collect(Collectors.toSet()));
    }

    /** Two sets may mean different things by one name; then both are asked by it. */
    private static String joined(String mine, String other) {
      return mine.equals(other) ? mine : mine + "\n\n" + other;
    }

    /** Returns what a "no" does for a tier; where none is known, it does the worst. */
    public Mark mark(@Nullable Tier tier) {
      if (tier != null) {
        return marks.getOrDefault(tier, mark);
      }
      return marks.values().stream().reduce(mark, Mark::and);
    }
  }
}
