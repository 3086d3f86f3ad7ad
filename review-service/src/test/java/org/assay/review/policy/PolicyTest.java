package org.assay.review.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assay.review.policy.Policy.RequiredReview;
import org.junit.jupiter.api.Test;

class PolicyTest {

  @Test
  void shipsStarterWithTwoReviewsByTwoPeople() {
    Policy starter = Shipped.starter().policy();

    assertThat(starter.reference()).isEqualTo("starter/1");
    assertThat(starter.reviews())
        .containsExactly(
            new RequiredReview(ReviewType.ETHICS, 1),
            new RequiredReview(ReviewType.PERFORMANCE, 1));
    assertThat(starter.distinctPeople()).isEqualTo(2);
    assertThat(starter.copyAgeLimit()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void refusesAPolicyThatAsksForNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policy("lax", 1, "", List.of(), 0, Duration.ofSeconds(60), Map.of()));
  }

  @Test
  void refusesAReviewWithoutAnApproval() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RequiredReview(ReviewType.ETHICS, 0));
  }
}
