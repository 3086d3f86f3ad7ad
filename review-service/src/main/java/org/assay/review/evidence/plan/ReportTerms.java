package org.assay.review.evidence.plan;

import java.util.Optional;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.statistics.Minimum;

/**
 * What a report is held to by the tier of its model, fixed when the evidence is added.
 *
 * @param confidence of each interval
 * @param minimum how large groups have to be
 */
public record ReportTerms(double confidence, Minimum minimum) {

  /** What holds where the model is not classified. */
  private static final ReportTerms USUAL = new ReportTerms(0.95, new Minimum(30, 10));

  /** Returns what a tier asks for, of none what is usual. */
  public static ReportTerms of(Optional<Tier> tier) {
    return tier.map(ReportTerms::of).orElse(USUAL);
  }

  private static ReportTerms of(Tier tier) {
    return switch (tier) {
      case MINIMAL -> new ReportTerms(0.90, USUAL.minimum());
      case LIMITED -> USUAL;
      case HIGH, PROHIBITED -> new ReportTerms(0.95, new Minimum(100, 30));
    };
  }
}
