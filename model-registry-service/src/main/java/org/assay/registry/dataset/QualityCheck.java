package org.assay.registry.dataset;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A check of a data set's quality, as who ran it says.
 *
 * @param name what was checked
 * @param outcome how it came out
 * @param detail what was found
 */
@Schema(name = "QualityCheck")
record QualityCheck(
    @NotNull
        @PlainText(max = 200)
        @Size(min = 1, max = 200)
        @Schema(examples = "share of missing incomes below 1 %")
        String name,
    @NotNull @Schema(examples = "PASSED") Outcome outcome,
    @PlainText(max = 2000, lines = true)
        @Size(min = 1, max = 2000)
        @Schema(examples = "0.2 %, 5 of 2,380 rows")
        @Nullable String detail) {

  /** The most checks that a request brings. */
  static final int MOST_AT_ONCE = 100;

  /** The most checks of one data set. */
  static final int MOST = 1_000;

  /** How a check came out. */
  @Schema(name = "QualityCheckOutcome")
  enum Outcome {
    PASSED,
    FAILED
  }
}
