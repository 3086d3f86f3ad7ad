package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assay.review.evidence.plan.PlannedStatistic;
import org.assay.review.policy.FairnessMeasure;
import org.junit.jupiter.api.Test;

/** Policies and plans name it as it is called here. */
class GroupStatisticTest {

  private static final List<String> NAMES =
      Arrays.stream(GroupStatistic.values()).map(Enum::name).toList();

  @Test
  void isWhatPoliciesMeasure() {
    assertThat(Arrays.stream(FairnessMeasure.values()).map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @Test
  void isWhatPlansMeasureOfGroups() {
    assertThat(
            Arrays.stream(PlannedStatistic.values())
                .filter(PlannedStatistic::ofGroups)
                .map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(NAMES);
  }
}
