package org.assay.review.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.RoundTerms;
import org.assay.review.classification.LowerableTier;
import org.assay.review.classification.LoweringRules;
import org.assay.review.classification.Tier;
import org.assay.review.override.OverrideRequest;
import org.assay.review.replica.VersionCopy;
import org.junit.jupiter.api.Test;

class ProposalTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Consent LEAD = new Consent(true, false, false, null, NOW);
  private static final Consent REVIEWER = new Consent(false, true, false, null, NOW);
  private static final Consent BOTH = new Consent(true, true, false, null, NOW);

  private static VersionCopy version() {
    return new VersionCopy(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "credit.denial",
        1,
        "RELEASED",
        "sha256:" + "ab".repeat(32),
        1,
        5,
        "credit");
  }

  private static Proposal proposal() {
    return Proposal.revocation(
        Assessment.opened(
            version(),
            new RoundTerms(
                UUID.randomUUID(), 2, "sha256:" + "00".repeat(32), null, false, List.of(), null),
            NOW),
        "lead",
        UUID.randomUUID(),
        NOW);
  }

  @Test
  void isAgreedByALeadAndAReviewer() {
    Proposal proposal = proposal();
    proposal.consent("lead", LEAD);
    proposal.consent("reviewer", REVIEWER);

    assertThat(proposal.agreed()).isTrue();
  }

  @Test
  void isNotAgreedByTwoLeadsOrTwoReviewers() {
    Proposal leads = proposal();
    leads.consent("lead", LEAD);
    leads.consent("lead-2", LEAD);
    Proposal reviewers = proposal();
    reviewers.consent("reviewer", REVIEWER);
    reviewers.consent("reviewer-2", REVIEWER);

    assertThat(leads.agreed()).isFalse();
    assertThat(reviewers.agreed()).isFalse();
  }

  @Test
  void isNotAgreedByOnePersonOfBothRoles() {
    Proposal proposal = proposal();
    proposal.consent("both", BOTH);

    assertThat(proposal.agreed()).isFalse();
  }

  @Test
  void takesWhoeverCouldBeEitherAsWhatIsMissing() {
    Proposal proposal = proposal();
    proposal.consent("both", BOTH);
    proposal.consent("reviewer", REVIEWER);

    assertThat(proposal.agreed()).isTrue();
  }

  @Test
  void lastsSevenDaysAndEndsOnce() {
    Proposal proposal = proposal();

    assertThat(proposal.expiresAt()).isEqualTo(NOW.plus(Proposal.LIFE));
    proposal.lapse();
    assertThat(proposal.state()).isEqualTo(ProposalState.LAPSED);
    assertThatIllegalStateException().isThrownBy(proposal::approve);
  }

  @Test
  void isNotProposedForLongerThanItWouldLast() {
    Instant end = NOW.plusSeconds(60);

    Proposal proposal =
        Proposal.override(
            Assessment.opened(
                version(),
                new RoundTerms(
                    UUID.randomUUID(),
                    2,
                    "sha256:" + "00".repeat(32),
                    null,
                    false,
                    List.of(),
                    null),
                NOW),
            new OverrideRequest(
                "ethics-approved",
                "sha256:" + "ab".repeat(32),
                new UUID(0, 1),
                end,
                List.of(),
                null),
            "lead",
            UUID.randomUUID(),
            NOW);

    assertThat(proposal.expiresAt()).isEqualTo(end);
    OverrideRequest request = proposal.payload(OverrideRequest.class);
    assertThat(request.expiresAt()).isEqualTo(end);
    assertThat(proposal.payloadDigest())
        .isEqualTo(Digest.ofContent(CanonicalJson.bytes(request)).value());
  }

  private static Proposal lowering() {
    return Proposal.lowering(
        new LowerableTier(
            new UUID(0, 1),
            new UUID(0, 2),
            new UUID(0, 3),
            "credit.denial",
            new UUID(0, 4),
            7,
            new LoweringRules(Tier.HIGH, Tier.LIMITED, "engineer", true)),
        new LoweringRequest(new UUID(0, 1), 7, Tier.HIGH, Tier.LIMITED, "risk"),
        "lead",
        UUID.randomUUID(),
        NOW);
  }

  @Test
  void isAgreedByAnyTwoWhereTheActAsksForNoMore() {
    Proposal two = lowering();
    two.consent("reviewer", REVIEWER);
    two.consent("reviewer-2", REVIEWER);
    Proposal one = lowering();
    one.consent("lead", BOTH);

    assertThat(two.agreed()).isTrue();
    assertThat(one.agreed()).isFalse();
    assertThat(two.version()).isEmpty();
    assertThatIllegalStateException().isThrownBy(two::versionId);
  }
}
