package org.assay.review.classification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.event.EventJson;
import org.assay.review.Shipped;
import org.jspecify.annotations.Nullable;

/**
 * A published questionnaire, and how a tier follows from its answers: the tier of the summed score,
 * or the highest floor that an answer sets, whichever is higher. What is not answered, or answered
 * {@value #UNKNOWN}, counts as the worst answer. The default follows the EU AI Act's Articles 5, 6
 * and 50 with its Annexes I and III, and materiality as SR 26-2 has it.
 *
 * @param name its name, such as {@code default}
 * @param number its version, from 1
 * @param text what it is for
 * @param scores from which sum on a tier is reached, by tier; below all of them it is MINIMAL
 * @param validity how long an outcome holds, by tier
 * @param questions in the order in which they are asked
 */
public record Questionnaire(
    String name,
    int number,
    String text,
    Map<Tier, Integer> scores,
    Map<Tier, Period> validity,
    List<Question> questions) {

  /** The answer of who does not know. */
  public static final String UNKNOWN = "UNKNOWN";

  /** A higher floor weighs more than any score. */
  private static final Comparator<Choice> HEAVIER =
      Comparator.comparing((Choice choice) -> choice.floorOr(Tier.MINIMAL))
          .thenComparingInt(Choice::score);

  /** What is answered where no policy names another. */
  public static final String USUAL = "default/1";

  /**
   * The groups of questions that are law: the AI Act's Article 5 (P), Annex III (A) with the
   * exemption of Article 6(3) (A9), Annex I (A10) and Article 50 (T). Every questionnaire asks them
   * as they are shipped; an organisation adds its own, and takes none of these away.
   */
  private static final Set<String> LAW = Set.of("P", "A", "A9", "A10", "T");

  /**
   * The questions of Article 5. A "no" to one that rests on a legal review claims a lawful
   * exception: it is prohibited until two people let it be HIGH.
   */
  private static final String PROHIBITING = "P";

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if a question stands twice, or a tier has no validity
   */
  public Questionnaire {
    // In order, so that the same questionnaire is always written with the same bytes.
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    validity = Collections.unmodifiableMap(new TreeMap<>(validity));
    questions = List.copyOf(questions);
    if (questions.stream().map(Question::id).distinct().count() != questions.size()
        || validity.size() != Tier.values().length) {
      throw new IllegalArgumentException(
          "A questionnaire asks each question once and says how long each tier holds");
    }
  }

  /**
   * A question.
   *
   * @param id its short name, such as {@code A5}
   * @param group the questions that an exemption is about
   * @param text the question
   * @param choices what may be answered
   * @param exempts the group whose floors an answer lifts, absent for all but few
   */
  public record Question(
      String id, String group, String text, List<Choice> choices, @Nullable Exemption exempts) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is nothing to choose
     */
    public Question {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("Question %s has no choice".formatted(id));
      }
    }

    /** Returns whether the law asks it, so that it is asked everywhere as it is shipped. */
    @JsonIgnore
    public boolean isLaw() {
      return LAW.contains(group);
    }

    /** Returns whether an answer may rest on evidence, which then weighs otherwise. */
    boolean takesEvidence() {
      return exempts != null || group.equals(PROHIBITING);
    }

    /** Says whether an answer claims a lawful exception, if it rests on evidence. */
    private boolean excepts(Choice choice, boolean assumed) {
      return group.equals(PROHIBITING) && !assumed && choice.floor() == null;
    }

    /** Returns the choice of a value. */
    Optional<Choice> choice(String value) {
      return choices.stream().filter(choice -> choice.value().equals(value)).findFirst();
    }

    /**
     * The same question, where another questionnaire asks it too: what either offers, each choice
     * as the stricter has it. What only one offers is to the other as if nobody knew, so that an
     * easier choice cannot be added to a question. It exempts from what both let it.
     */
    private Question and(Question other) {
      List<Choice> both = new ArrayList<>();
      choices.forEach(mine -> both.add(mine.and(other.choice(mine.value()).orElse(other.worst()))));
      other.choices().stream()
          .filter(one -> choice(one.value()).isEmpty())
          .forEach(one -> both.add(one.and(worst())));
      return new Question(
          id,
          group,
          text.equals(other.text) ? text : text + "\n\n" + other.text,
          both,
          exempts != null && exempts.equals(other.exempts) ? exempts : null);
    }

    /**
     * Who does not know gets the highest floor and the highest score of all choices; an exemption
     * is not given away.
     */
    private Choice worst() {
      List<Choice> weighed =
          choices.stream()
              .filter(choice -> exempts == null || !exempts.value().equals(choice.value()))
              .toList();
      Choice heaviest = weighed.stream().max(HEAVIER).orElseThrow();
      return weighed.stream().reduce(heaviest, Choice::and);
    }

    /**
     * Returns the worse of two answers; one that is no choice here, or that nobody gave, is absent
     * and the worst.
     */
    private Optional<Choice> worse(@Nullable String one, @Nullable String other) {
      Optional<Choice> first = Optional.ofNullable(one).flatMap(this::choice);
      Optional<Choice> second = Optional.ofNullable(other).flatMap(this::choice);
      return first.isEmpty() || second.isEmpty()
          ? Optional.empty()
          : Stream.of(first.get(), second.get()).max(HEAVIER);
    }
  }

  /**
   * What may be answered.
   *
   * @param value the answer
   * @param text what it means
   * @param score what it adds to the sum
   * @param floor the least tier that it leads to, absent where it sets none
   */
  public record Choice(String value, String text, int score, @Nullable Tier floor) {

    private Choice and(Choice other) {
      Tier higher = floorOr(Tier.MINIMAL).orHigher(other.floorOr(Tier.MINIMAL));
      return new Choice(
          value,
          text,
          Math.max(score, other.score),
          floor == null && other.floor == null ? null : higher);
    }

    private Tier floorOr(Tier none) {
      return floor == null ? none : floor;
    }
  }

  /**
   * An answer that lifts the floors of other questions, where its evidence is named.
   *
   * @param group the questions
   * @param value the answer
   * @param floor what remains of their floors
   */
  public record Exemption(String group, String value, Tier floor) {}

  /**
   * What follows from answers.
   *
   * @param tier the tier
   * @param score the sum
   * @param reasons what led there, the heaviest kind first
   */
  public record Outcome(Tier tier, int score, List<Reason> reasons) {

    /** Copies the list. */
    public Outcome {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Why a tier is what it is.
   *
   * @param question the question, absent for the sum
   * @param answer what was answered, or counted as answered
   * @param assumed whether it counts so because nobody knew
   * @param tier what it leads to
   * @param exception whether the answer claims a lawful exception from what is prohibited
   */
  public record Reason(
      @Nullable String question,
      @Nullable String answer,
      boolean assumed,
      Tier tier,
      boolean exception) {

    /** Why a tier is what it is, without an exception. */
    public Reason(@Nullable String question, @Nullable String answer, boolean assumed, Tier tier) {
      this(question, answer, assumed, tier, false);
    }
  }

  /** Returns how people cite it, such as {@code default/1}. */
  public String reference() {
    return name + "/" + number;
  }

  /**
   * Returns what this questionnaire and one of a narrower scope ask together: the questions of
   * both, each choice as the stricter has it, from the lower sums on and for the shorter time, so
   * that no answers lead to less than they do by either.
   */
  Questionnaire and(Questionnaire narrower) {
    List<Question> both = new ArrayList<>(questions);
    both.replaceAll(mine -> narrower.question(mine.id()).map(mine::and).orElse(mine));
    narrower.questions().stream().filter(one -> question(one.id()).isEmpty()).forEach(both::add);
    Map<Tier, Integer> sooner = new TreeMap<>(scores);
    narrower.scores().forEach((tier, score) -> sooner.merge(tier, score, Math::min));
    Map<Tier, Period> shorter = new TreeMap<>(validity);
    narrower
        .validity()
        .forEach((tier, period) -> shorter.merge(tier, period, Questionnaire::shorter));
    return new Questionnaire(
        reference() + "+" + narrower.name(),
        narrower.number(),
        text + "\n\n" + narrower.text(),
        sooner,
        shorter,
        both);
  }

  private static Period shorter(Period one, Period other) {
    return LocalDate.EPOCH.plus(one).isAfter(LocalDate.EPOCH.plus(other)) ? other : one;
  }

  /** Returns those of the answers to another questionnaire that were to the same questions. */
  Map<String, String> offered(Questionnaire before, Map<String, String> answers) {
    Map<String, String> same = new HashMap<>(answers);
    same.keySet().removeIf(id -> !question(id).equals(before.question(id)));
    return same;
  }

  /** Returns whether only the law has questions of a group. */
  public static boolean isOfLaw(String group) {
    return LAW.contains(group);
  }

  /**
   * Returns the worse answer to each question of what was answered in two uses. Where one of them
   * left a question out, or answered what is no choice here, the worst is not known and none
   * stands.
   */
  public Map<String, String> worse(Map<String, String> one, Map<String, String> other) {
    Map<String, String> worse = new HashMap<>();
    for (Question question : questions) {
      question
          .worse(one.get(question.id()), other.get(question.id()))
          .ifPresent(choice -> worse.put(question.id(), choice.value()));
    }
    return worse;
  }

  /** Returns those of some answers that are choices here. */
  Map<String, String> stillAnswered(Map<String, String> answers) {
    Map<String, String> still = new HashMap<>(answers);
    still
        .entrySet()
        .removeIf(
            given ->
                question(given.getKey()).flatMap(one -> one.choice(given.getValue())).isEmpty());
    return still;
  }

  /** Reads a questionnaire's document. */
  public static Questionnaire read(String document) {
    return Shipped.parsed(document.getBytes(StandardCharsets.UTF_8), Questionnaire.class);
  }

  /** Returns its document; the same questionnaire always has the same bytes. */
  public String written() {
    try {
      return EventJson.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A questionnaire cannot be written", e);
    }
  }

  /** Returns a question by its id. */
  public Optional<Question> question(String id) {
    return questions.stream().filter(question -> question.id().equals(id)).findFirst();
  }

  /**
   * Computes the tier. Pure: the same answers give the same outcome.
   *
   * @param answers values by question; each is a choice of its question or {@value #UNKNOWN}
   * @param evidence digests by question, of what an exempting answer rests on
   */
  public Outcome outcome(Map<String, String> answers, Map<String, String> evidence) {
    return outcome(answers, evidence, Tier.PROHIBITED);
  }

  /**
   * Computes the tier where two people agreed to the lawful exceptions that are claimed: they lead
   * to HIGH.
   */
  Outcome agreed(Map<String, String> answers, Map<String, String> evidence) {
    return outcome(answers, evidence, Tier.HIGH);
  }

  private Outcome outcome(
      Map<String, String> answers, Map<String, String> evidence, Tier excepted) {
    Map<String, Tier> lifted = lifted(answers, evidence);
    EnumMap<Tier, List<Reason>> floors = new EnumMap<>(Tier.class);
    int score = 0;
    for (Question question : questions) {
      String value = answers.getOrDefault(question.id(), UNKNOWN);
      boolean assumed = value.equals(UNKNOWN);
      Choice choice = assumed ? question.worst() : question.choice(value).orElseThrow();
      score += choice.score();
      if (evidence.containsKey(question.id()) && question.excepts(choice, assumed)) {
        floors
            .computeIfAbsent(excepted, _ -> new ArrayList<>())
            .add(new Reason(question.id(), choice.value(), false, excepted, true));
      }
      if (choice.floor() != null) {
        Tier most = lifted.getOrDefault(question.group(), Tier.PROHIBITED);
        Tier floor = choice.floor().orLower(most);
        floors
            .computeIfAbsent(floor, _ -> new ArrayList<>())
            .add(new Reason(question.id(), choice.value(), assumed, floor));
      }
    }
    return outcome(score, floors);
  }

  /**
   * Returns the tier that nobody sets what came of answers below: PROHIBITED where an answer leads
   * there, HIGH where one claims a lawful exception from that, and what remains of the floors that
   * an exemption is about, since they are lifted by its evidence and in no other way. A claim whose
   * evidence is gone leads to PROHIBITED.
   *
   * @param evidence digests by question, as they were named
   * @param standing those of them that are there still
   */
  Tier lowest(
      Map<String, String> answers, Map<String, String> evidence, Map<String, String> standing) {
    Set<String> exemptible =
        questions.stream()
            .map(Question::exempts)
            .filter(Objects::nonNull)
            .map(Exemption::group)
            .collect(Collectors.toSet());
    boolean unfounded =
        agreed(answers, evidence).reasons().stream()
            .anyMatch(
                reason ->
                    reason.exception()
                        && reason.question() != null
                        && !standing.containsKey(reason.question()));
    if (unfounded) {
      return Tier.PROHIBITED;
    }
    return agreed(answers, standing).reasons().stream()
        .filter(
            reason ->
                reason.question() != null
                    && (reason.exception()
                        || reason.tier() == Tier.PROHIBITED
                        || question(reason.question())
                            .filter(one -> exemptible.contains(one.group()))
                            .isPresent()))
        .map(Reason::tier)
        .max(Comparator.naturalOrder())
        .orElse(Tier.MINIMAL);
  }

  private Outcome outcome(int score, EnumMap<Tier, List<Reason>> floors) {
    Tier scored = scored(score);
    List<Reason> reasons = new ArrayList<>();
    Tier tier = scored;
    for (Tier floor : floors.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
      tier = tier.orHigher(floor);
      reasons.addAll(floors.getOrDefault(floor, List.of()));
    }
    reasons.add(new Reason(null, Integer.toString(score), false, scored));
    return new Outcome(tier, score, reasons);
  }

  private Map<String, Tier> lifted(Map<String, String> answers, Map<String, String> evidence) {
    Map<String, Tier> lifted = new HashMap<>();
    for (Question question : questions) {
      Exemption exemption = question.exempts();
      if (exemption != null
          && exemption.value().equals(answers.get(question.id()))
          && evidence.containsKey(question.id())) {
        lifted.put(exemption.group(), exemption.floor());
      }
    }
    return lifted;
  }

  private Tier scored(int score) {
    return scores.entrySet().stream()
        .filter(limit -> score >= limit.getValue())
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder())
        .orElse(Tier.MINIMAL);
  }
}
