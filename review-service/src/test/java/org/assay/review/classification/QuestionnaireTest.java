package org.assay.review.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.assay.review.classification.Questionnaire.Choice;
import org.assay.review.classification.Questionnaire.Outcome;
import org.assay.review.classification.Questionnaire.Question;
import org.assay.review.classification.Questionnaire.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionnaireTest {

  private static final Questionnaire SHIPPED =
      Questionnaires.read("/questionnaires/default-1.json").questionnaire();
  private static final Pattern PAIR = Pattern.compile("(\\w+)=(\\w+)");
  private static final Map<String, String> REVIEWED = Map.of("A9", "sha256:" + "0".repeat(64));

  @Test
  void asksWhatTheDomainAsks() {
    assertThat(SHIPPED.reference()).isEqualTo("default/1");
    assertThat(SHIPPED.questions()).hasSize(32);
    assertThat(SHIPPED.questions())
        .allSatisfy(one -> assertThat(one.choices()).hasSizeBetween(2, 5));
  }

  @Test
  void findsNoRiskWhereEveryAnswerIsTheLeast() {
    assertThat(SHIPPED.outcome(least(), Map.of()))
        .isEqualTo(
            new Outcome(Tier.MINIMAL, 0, List.of(new Reason(null, "0", false, Tier.MINIMAL))));
  }

  @Test
  void countsWhatIsNotAnsweredAsTheWorst() {
    Outcome nothing = SHIPPED.outcome(Map.of(), REVIEWED);
    Map<String, String> unknown = new HashMap<>(least());
    unknown.put("I2", Questionnaire.UNKNOWN);

    assertThat(nothing.tier()).isEqualTo(Tier.PROHIBITED);
    assertThat(nothing.score()).isEqualTo(4 + 3 + 3 + 3 + 4 + 2 + 2 + 4 + 1 + 2);
    assertThat(nothing.reasons().getFirst())
        .isEqualTo(new Reason("P1", "YES", true, Tier.PROHIBITED));
    assertThat(SHIPPED.outcome(unknown, Map.of()).score()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "P9=YES, PROHIBITED",
    "A5=YES, HIGH",
    "A5=YES A9=YES, HIGH",
    "A10=YES, HIGH",
    "T1=YES, LIMITED",
    "I1=4, HIGH",
    "I1=3 I2=2, MINIMAL",
    "I1=3 I2=3, LIMITED",
    "I1=3 I2=3 I3=3 U1=2, LIMITED",
    "I1=3 I2=3 I3=3 U1=3, HIGH",
    "P1=YES A5=YES I1=4, PROHIBITED"
  })
  void computesTheTier(String answers, Tier tier) {
    assertThat(SHIPPED.outcome(least(answers), Map.of()).tier()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource({
    "P9=YES, PROHIBITED",
    "P9=UNKNOWN, PROHIBITED",
    "A5=YES, HIGH",
    "A5=UNKNOWN, HIGH",
    "A5=YES A9=YES, HIGH",
    "A10=YES, MINIMAL",
    "T1=YES, MINIMAL",
    "I1=4 I2=3 I3=3 U1=4, MINIMAL"
  })
  void letsNobodyLowerWhatOnlyAnExemptionLifts(String answers, Tier lowest) {
    assertThat(SHIPPED.lowest(least(answers), Map.of(), Map.of())).isEqualTo(lowest);
  }

  @Test
  void letsATierBeLoweredToWhatAnExemptionLeaves() {
    assertThat(SHIPPED.lowest(least("A5=YES A9=YES"), REVIEWED, REVIEWED)).isEqualTo(Tier.LIMITED);
    assertThat(SHIPPED.lowest(least("A9=YES"), REVIEWED, REVIEWED)).isEqualTo(Tier.MINIMAL);
    assertThat(SHIPPED.lowest(least("A5=YES A9=YES P1=YES"), REVIEWED, REVIEWED))
        .isEqualTo(Tier.PROHIBITED);
  }

  @Test
  void liftsTheFloorOfTheAreasWithALegalReviewAlone() {
    Map<String, String> narrow = least("A5=YES A9=YES");

    assertThat(SHIPPED.outcome(narrow, REVIEWED).tier()).isEqualTo(Tier.LIMITED);
    assertThat(SHIPPED.outcome(least("A5=YES A9=NO"), REVIEWED).tier()).isEqualTo(Tier.HIGH);
    assertThat(SHIPPED.outcome(least("A5=YES A9=YES A10=YES"), REVIEWED).tier())
        .isEqualTo(Tier.HIGH);
    assertThat(SHIPPED.outcome(least("A5=YES A9=YES P2=YES"), REVIEWED).tier())
        .isEqualTo(Tier.PROHIBITED);
  }

  @Test
  void neverFallsByAWorseAnswer() {
    Random random = new Random(1);
    for (int trial = 0; trial < 2_000; trial++) {
      Map<String, String> answers = new HashMap<>();
      for (Question question : SHIPPED.questions()) {
        answers.put(question.id(), any(question, random).value());
      }
      Question changed = SHIPPED.questions().get(random.nextInt(SHIPPED.questions().size()));
      if (changed.exempts() != null) {
        continue;
      }
      Choice one = any(changed, random);
      Choice other = any(changed, random);
      boolean worse = one.score() <= other.score() && floor(one).compareTo(floor(other)) <= 0;
      Map<String, String> worseAnswers = new HashMap<>(answers);
      answers.put(changed.id(), worse ? one.value() : other.value());
      worseAnswers.put(changed.id(), worse ? other.value() : one.value());

      assertThat(SHIPPED.outcome(worseAnswers, REVIEWED).tier())
          .as("%s of %s", changed.id(), answers)
          .isGreaterThanOrEqualTo(SHIPPED.outcome(answers, REVIEWED).tier());
    }
  }

  private static Tier floor(Choice choice) {
    return choice.floor() == null ? Tier.MINIMAL : choice.floor();
  }

  private static Choice any(Question question, Random random) {
    return question.choices().get(random.nextInt(question.choices().size()));
  }

  private static Map<String, String> least() {
    Map<String, String> answers = new HashMap<>();
    SHIPPED.questions().forEach(one -> answers.put(one.id(), one.choices().getFirst().value()));
    return answers;
  }

  /** The least answers but those given, such as {@code A5=YES A9=YES}. */
  private static Map<String, String> least(String others) {
    Map<String, String> answers = least();
    PAIR.matcher(others).results().forEach(pair -> answers.put(pair.group(1), pair.group(2)));
    return answers;
  }

  private static Questionnaire own(int score, int high, Period minimal) {
    List<Question> questions =
        new ArrayList<>(SHIPPED.questions().stream().filter(Question::isLaw).toList());
    questions.add(
        new Question(
            "I4",
            "I4",
            "Own words",
            List.of(
                new Choice("0", "No", 0, null),
                new Choice("3", "Yes", 1, Tier.HIGH),
                new Choice("9", "Gravely", 9, null)),
            null));
    questions.add(
        new Question(
            "HOUSE-1",
            "HOUSE-1",
            "Own",
            List.of(new Choice("NO", "No", 0, null), new Choice("YES", "Yes", score, null)),
            null));
    Map<Tier, Period> validity = new HashMap<>(SHIPPED.validity());
    validity.put(Tier.MINIMAL, minimal);
    return new Questionnaire(
        "house", 1, "Own", Map.of(Tier.LIMITED, 3, Tier.HIGH, high), validity, questions);
  }

  /** A "no" with the legal review attached is prohibited until two people agree; then HIGH. */
  @Test
  void leadsToHighByALawfulExceptionOnceTwoPeopleAgree() {
    Map<String, String> review = Map.of("P3", "sha256:" + "0".repeat(64));

    assertThat(SHIPPED.outcome(least(), review).tier()).isEqualTo(Tier.PROHIBITED);
    assertThat(SHIPPED.outcome(least(), review).reasons().getFirst())
        .isEqualTo(new Reason("P3", "NO", false, Tier.PROHIBITED, true));
    assertThat(SHIPPED.agreed(least(), review).reasons().getFirst())
        .isEqualTo(new Reason("P3", "NO", false, Tier.HIGH, true));
    assertThat(SHIPPED.lowest(least(), review, review)).isEqualTo(Tier.HIGH);
    assertThat(SHIPPED.lowest(least(), review, Map.of())).isEqualTo(Tier.PROHIBITED);
    assertThat(SHIPPED.agreed(least("P3=YES"), review).tier()).isEqualTo(Tier.PROHIBITED);
    assertThat(SHIPPED.agreed(least("P3=UNKNOWN"), review).tier()).isEqualTo(Tier.PROHIBITED);
    assertThat(SHIPPED.lowest(least("P3=YES"), review, review)).isEqualTo(Tier.PROHIBITED);
  }

  @Test
  void knowsWhichQuestionsAreLaw() {
    assertThat(SHIPPED.questions().stream().filter(Question::isLaw).map(Question::id))
        .hasSize(22)
        .contains("P1", "P9", "A1", "A8", "A9", "A10", "T1", "T3")
        .doesNotContain("I1", "U1", "D1", "M1");
  }

  @Test
  void readsWhatItWrites() {
    Questionnaire own = own(5, 20, Period.ofMonths(6));

    assertThat(Questionnaire.read(own.written())).isEqualTo(own);
    assertThat(own.written()).isEqualTo(own(5, 20, Period.ofMonths(6)).written());
  }

  private static Questionnaire asking(Choice... choices) {
    List<Question> questions =
        new ArrayList<>(SHIPPED.questions().stream().filter(Question::isLaw).toList());
    questions.add(new Question("HARM", "HARM", "How bad is it?", List.of(choices), null));
    return new Questionnaire(
        "house", 1, "Own", Map.of(Tier.LIMITED, 10, Tier.HIGH, 20), SHIPPED.validity(), questions);
  }

  private static Tier tier(Questionnaire questionnaire, @Nullable String harm) {
    Map<String, String> answers = new HashMap<>(least());
    if (harm != null) {
      answers.put("HARM", harm);
    }
    return questionnaire.outcome(answers, Map.of()).tier();
  }

  @Test
  void countsTheHighestFloorAndTheHighestScoreWhereNobodyKnows() {
    Questionnaire own =
        asking(new Choice("YES", "Yes", 0, Tier.LIMITED), new Choice("MAYBE", "Perhaps", 20, null));

    assertThat(tier(own, "MAYBE")).isEqualTo(Tier.HIGH);
    assertThat(tier(own, "YES")).isEqualTo(Tier.LIMITED);
    assertThat(tier(own, null)).isEqualTo(Tier.HIGH);
  }

  /** Invariant: a child never looser than its parent, also not by a choice of its own. */
  @Test
  void weighsAChoiceThatOnlyOneOffersAsIfTheOtherWereNotAnswered() {
    Questionnaire wide =
        asking(new Choice("LOW", "Low", 5, Tier.LIMITED), new Choice("HIGH", "High", 5, Tier.HIGH));
    Questionnaire narrow = asking(new Choice("NONE", "None", 0, null));

    assertThat(tier(wide.and(narrow), "NONE")).isEqualTo(Tier.HIGH);
    assertThat(tier(narrow.and(wide), "NONE")).isEqualTo(Tier.HIGH);
    assertThat(tier(wide.and(wide), "LOW")).isEqualTo(Tier.LIMITED);
  }

  @Test
  void takesTheWorseAnswerByWhatItLeadsTo() {
    Questionnaire own =
        asking(
            new Choice("SLIGHT", "Slight", 9, null), new Choice("SEVERE", "Severe", 1, Tier.HIGH));

    assertThat(own.worse(Map.of("HARM", "SEVERE"), Map.of("HARM", "SLIGHT")))
        .containsEntry("HARM", "SEVERE");
    assertThat(own.worse(Map.of("HARM", "SLIGHT"), Map.of())).doesNotContainKey("HARM");
    assertThat(own.worse(Map.of("HARM", "SLIGHT"), Map.of("HARM", "OLD")))
        .doesNotContainKey("HARM");
  }

  /** Whatever is answered, both together lead to no less than either. */
  @Test
  void neverLeadsToLessTogetherThanAlone() {
    Questionnaire own = own(5, 20, Period.ofMonths(6));
    Questionnaire both = SHIPPED.and(own);
    Random random = new Random(7);

    for (int run = 0; run < 2_000; run++) {
      Map<String, String> answers = new HashMap<>();
      for (Question question : both.questions()) {
        if (random.nextInt(3) > 0) {
          List<Choice> choices = question.choices();
          Choice first = choices.getFirst();
          answers.put(
              question.id(),
              (random.nextInt(4) > 0 ? first : choices.get(random.nextInt(choices.size())))
                  .value());
        }
      }
      Map<String, String> evidence = random.nextBoolean() ? REVIEWED : Map.of();
      Tier together = both.outcome(answers, evidence).tier();
      for (Questionnaire one : List.of(SHIPPED, own)) {
        Map<String, String> asked = one.stillAnswered(answers);
        assertThat(together).isGreaterThanOrEqualTo(one.outcome(asked, evidence).tier());
      }
    }
    assertThat(both.reference()).isEqualTo("default/1+house/1");
    assertThat(both.scores()).containsEntry(Tier.LIMITED, 3).containsEntry(Tier.HIGH, 12);
    assertThat(both.validity()).containsEntry(Tier.MINIMAL, Period.ofMonths(6));
    assertThat(both.question("I4").orElseThrow().choice("3").orElseThrow())
        .isEqualTo(
            new Choice(
                "3",
                SHIPPED.question("I4").orElseThrow().choice("3").orElseThrow().text(),
                3,
                Tier.HIGH));
  }
}
