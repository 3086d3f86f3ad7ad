package org.assay.review.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Policy.RequiredReview;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(starter.distinctUnits()).isZero();
    assertThat(starter.requirements()).isEmpty();
    assertThat(starter.parts()).isEmpty();
  }

  @Test
  void refusesAReviewThatIsAskedForTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Policy(
                    "lax",
                    1,
                    "",
                    List.of(
                        new RequiredReview(ReviewType.ETHICS, 1),
                        new RequiredReview(ReviewType.ETHICS, 2)),
                    0,
                    Duration.ofSeconds(60),
                    Map.of(),
                    null,
                    null,
                    0,
                    List.of(),
                    List.of(),
                    null,
                    Map.of(),
                    null,
                    List.of(),
                    null,
                    null));
  }

  @Test
  void refusesAReviewWithoutAnApproval() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RequiredReview(ReviewType.ETHICS, 0));
  }

  /** What was published before there were due dates keeps its bytes, and so its digest. */
  @Test
  void saysNothingOfADueDateThatThereIsNot() {
    Policy starter = Shipped.starter().policy();

    assertThat(starter.terms(Tier.HIGH).reviewDue()).isNull();
    assertThat(Policies.write(starter)).doesNotContain("review_due");
  }

  @Test
  void isDueByTheTierOrByWhatHoldsForAllWhicheverIsSooner() {
    Policy policy =
        Policies.read(
            Policies.shippedDocument()
                .replaceFirst(
                    "\\{",
                    "{\"review_due\": 6, \"tiers\": {\"LIMITED\": {\"review_due\": 5}, \"HIGH\":"
                        + " {\"review_due\": 10}},"));

    assertThat(policy.terms(Tier.LIMITED).reviewDue()).isEqualTo(5);
    assertThat(policy.terms(Tier.HIGH).reviewDue()).isEqualTo(6);
    assertThat(policy.terms(Tier.MINIMAL).reviewDue()).isEqualTo(6);
    assertThat(policy.terms(null).reviewDue()).isEqualTo(5);
  }

  @Test
  void letsWhatStarterDecidesBeValidWithoutEnd() {
    Validity validity = Shipped.starter().policy().validity();

    assertThat(validity.approvalUntil(Instant.EPOCH)).isEmpty();
    assertThat(validity.releaseUntil(Instant.EPOCH)).isEmpty();
  }

  @Test
  void readsForHowLongDecisionsAreValidByTheCalendar() {
    Policy policy =
        Policies.read(
            Policies.shippedDocument()
                .replaceFirst(
                    "\\{",
                    "{\"validity\": {\"approvals\": \"P12M\", \"releases\": \"P6M\", \"grace\": \"P14D\"},"));
    Instant leapDay = Instant.parse("2028-02-29T10:00:00Z");

    assertThat(policy.validity().approvalUntil(leapDay))
        .contains(Instant.parse("2029-02-28T10:00:00Z"));
    assertThat(policy.validity().releaseUntil(leapDay))
        .contains(Instant.parse("2028-08-29T10:00:00Z"));
    assertThat(policy.validity().graceUntil(leapDay))
        .isEqualTo(Instant.parse("2028-03-14T10:00:00Z"));
  }

  @Test
  void takesEffectOnRoundsThatGoOnAfterFourteenDaysIfItDoesNotSay() {
    Instant published = Instant.parse("2026-02-20T10:00:00Z");
    Policy emergency =
        Policies.read(
            Policies.shippedDocument().replaceFirst("\\{", "{\"rebind_after\": \"P0D\","));

    assertThat(Shipped.starter().policy().rebindsAt(published))
        .isEqualTo(Instant.parse("2026-03-06T10:00:00Z"));
    assertThat(emergency.rebindsAt(published)).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "P-1D", "P10Y1M", "P4000D"})
  void refusesAValidityThatNothingCouldMeet(String period) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Validity(Period.parse(period), null, null));
  }
}
