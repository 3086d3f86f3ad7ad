package org.assay.review.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.assay.review.classification.Questionnaire.Choice;
import org.assay.review.classification.Questionnaire.Outcome;
import org.assay.review.classification.Questionnaire.Question;
import org.assay.review.classification.Questionnaire.Reason;
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
    assertThat(SHIPPED.lowest(least(answers), Map.of())).isEqualTo(lowest);
  }

  @Test
  void letsATierBeLoweredToWhatAnExemptionLeaves() {
    assertThat(SHIPPED.lowest(least("A5=YES A9=YES"), REVIEWED)).isEqualTo(Tier.LIMITED);
    assertThat(SHIPPED.lowest(least("A9=YES"), REVIEWED)).isEqualTo(Tier.MINIMAL);
    assertThat(SHIPPED.lowest(least("A5=YES A9=YES P1=YES"), REVIEWED)).isEqualTo(Tier.PROHIBITED);
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
}
