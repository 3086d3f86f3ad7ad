package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequirementResultTest {

  private static final RequirementKey KEY = RequirementKey.SUBMITTED;
  private static final Explanation WHY = Explanation.of("because");

  @Test
  void letsOnlySatisfiedOverriddenAndNotApplicablePass() {
    List<RequirementResult> all =
        List.of(
            new RequirementResult.Satisfied(KEY, WHY),
            new RequirementResult.Unsatisfied(KEY, WHY),
            new RequirementResult.Pending(KEY, WHY),
            new RequirementResult.Stale(KEY, WHY),
            new RequirementResult.Impossible(KEY, WHY),
            new RequirementResult.Failed(KEY, WHY),
            new RequirementResult.Overridden(KEY, WHY),
            new RequirementResult.NotApplicable(KEY, WHY));

    Stream<RequirementState> passing =
        all.stream().filter(RequirementResult::fulfilled).map(RequirementResult::state);

    assertThat(passing)
        .containsExactlyInAnyOrder(
            RequirementState.SATISFIED,
            RequirementState.OVERRIDDEN,
            RequirementState.NOT_APPLICABLE);
    assertThat(all).hasSameSizeAs(RequirementState.values());
  }
}
