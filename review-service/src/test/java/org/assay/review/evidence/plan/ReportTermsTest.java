package org.assay.review.evidence.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.statistics.Minimum;
import org.junit.jupiter.api.Test;

class ReportTermsTest {

  @Test
  void followTheTier() {
    ReportTerms usual = new ReportTerms(0.95, new Minimum(30, 10));

    assertThat(ReportTerms.of(Optional.empty())).isEqualTo(usual);
    assertThat(ReportTerms.of(Optional.of(Tier.MINIMAL)))
        .isEqualTo(new ReportTerms(0.90, new Minimum(30, 10)));
    assertThat(ReportTerms.of(Optional.of(Tier.LIMITED))).isEqualTo(usual);
    assertThat(ReportTerms.of(Optional.of(Tier.HIGH)))
        .isEqualTo(new ReportTerms(0.95, new Minimum(100, 30)));
  }
}
