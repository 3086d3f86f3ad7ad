package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assay.review.evidence.statistics.NumberOutline.ErrorBin;
import org.assay.review.evidence.statistics.NumberOutline.Part;
import org.junit.jupiter.api.Test;

/** Readers without the right to small counts see no few rows of predicted numbers. */
class NumberOutlineTest {

  private static NumberOutline outline(long part, long... bins) {
    List<ErrorBin> errors = new ArrayList<>();
    for (int at = 0; at < bins.length; at++) {
      errors.add(new ErrorBin(at, at + 1.0, bins[at]));
    }
    return new NumberOutline(
        List.of(new Part(part, 1, 2, 1.5, 2.5), new Part(40, 3, 3, null, null)), errors);
  }

  @Test
  void joinsBinsUntilEachHasTenRows() {
    assertThat(outline(30, 1, 9, 10, 3, 4, 20, 0, 2).coarse().errors())
        .containsExactly(new ErrorBin(0, 2, 10), new ErrorBin(2, 3, 10), new ErrorBin(3, 8, 29));
    assertThat(outline(30, 9, 0).coarse().errors()).isEmpty();
    assertThat(outline(30, 12).coarse().errors()).hasSize(1);
    assertThat(outline(30).coarse().errors()).isEmpty();
  }

  @Test
  void showsNoPartsWhereOneHasFewRows() {
    assertThat(outline(10, 50).coarse().parts()).hasSize(2);
    assertThat(outline(9, 50).coarse().parts()).isEmpty();
  }
}
