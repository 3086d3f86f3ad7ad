package org.assay.registry.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assay.registry.run.Results;
import org.assay.registry.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardNumbersTest {

  private static final CardNumbers NUMBERS =
      new CardNumbers(
          Results.of(
              Run.implicit(
                  new UUID(0, 1),
                  new UUID(0, 2),
                  Map.of("auc", 0.8312, "loss", 12_345.0, "f1-score", 0.5),
                  List.of(),
                  "me")));

  @ParameterizedTest
  @CsvSource({
    "auc, 0.8312, CONFIRMED",
    "auc, 0.83, CONFIRMED",
    "auc, 0.8, CONFIRMED",
    "auc, 1, CONFIRMED",
    "auc, 0.84, CONTRADICTED",
    "auc, 0.830, CONTRADICTED",
    "auc, 0.83120, CONFIRMED",
    "auc, 0.83121, CONTRADICTED",
    "auc, -0.83, CONTRADICTED",
    "loss, 1.2345E+4, CONFIRMED",
    "loss, 1.2E+4, CONTRADICTED",
    "loss, 12345, CONFIRMED",
    "loss, 1.23450E+4, CONFIRMED",
    "f1-score, 0.5, CONFIRMED",
    "recall, 0.9, UNCONFIRMED"
  })
  void holdsANumberAgainstTheRecordAtItsDigits(String metric, BigDecimal value, String verdict) {
    Card card = new Card("# x", null, List.of(new Card.Stated(metric, value)));

    assertThat(NUMBERS.checked(Card.read(card.bytes())))
        .extracting(checked -> checked.verdict().name())
        .containsExactly(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "The auc is 0.91 on the test set; 0.91",
        "| auc | 0.9 |; 0.9",
        "**auc**: 0.84; 0.84",
        "auc = 91 %; 91",
        "`f1-score` = 0.61; 0.61"
      })
  void remarksWhereTheTextSaysOtherwise(String text, String stated) {
    assertThat(NUMBERS.remarks("# Card\n\n" + text))
        .extracting(CardNumbers.Remark::line, CardNumbers.Remark::stated)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(3, stated));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "The auc is 0.83 on the test set",
        "| auc | 0.8312 |",
        "auc: 83 %",
        "pr-auc is 0.5",
        "auc of two models",
        "auc2 is 7"
      })
  void remarksNothingWhereTheTextAgreesOrSpeaksOfSomethingElse(String text) {
    assertThat(NUMBERS.remarks(text)).isEmpty();
  }

  /** A look at each of n places that reads on to the end would take minutes here. */
  @Test
  @Timeout(value = 2, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsALongTextOnce() {
    CardNumbers one =
        new CardNumbers(
            Results.of(
                Run.implicit(new UUID(0, 1), new UUID(0, 2), Map.of("a", 2.0), List.of(), "me")));

    assertThat(one.remarks("a_1.".repeat(25_000) + "b2")).isEmpty();
  }

  @Test
  void keepsTheDigitsOfANumberThroughItsCanonicalForm() {
    Card card = new Card("# x", null, List.of(new Card.Stated("auc", new BigDecimal("0.830"))));

    assertThat(Card.read(card.bytes())).isEqualTo(card);
  }
}
