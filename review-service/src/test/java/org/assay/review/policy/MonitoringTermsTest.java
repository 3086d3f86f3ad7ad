package org.assay.review.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringTermsTest {

  @Test
  void askTogetherForWhateverLetsSomethingFollowSooner() {
    MonitoringTerms wide = new MonitoringTerms(0.25, 0.1, null, 500, 0.5, 2, 3);
    MonitoringTerms narrow = new MonitoringTerms(0.2, null, 0.05, 1000, null, 3, 2);

    MonitoringTerms both = new MonitoringTerms(0.2, 0.1, 0.05, 500, 0.5, 2, 2);

    assertThat(wide.and(narrow)).isEqualTo(both);
    assertThat(narrow.and(wide)).isEqualTo(both);
  }

  @Test
  void holdWhereOnlyOnePolicyHasThem() {
    MonitoringTerms limits = new MonitoringTerms(0.25, 0.1, null, 500, 0.5, 2, 3);
    Terms some =
        new Terms(
            List.of(), 0, 0, null, null, null, null, null, null, null, null, null, null, null,
            limits);

    assertThat(Terms.NONE.and(some).monitoring()).isEqualTo(limits);
    assertThat(some.and(Terms.NONE).monitoring()).isEqualTo(limits);
  }
}
