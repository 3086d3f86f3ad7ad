package org.assay.review.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.UUID;
import org.assay.review.assessment.Assessment;
import org.assay.review.replica.VersionCopy;
import org.junit.jupiter.api.Test;

class ProposalTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Consent LEAD = new Consent(true, false, NOW);
  private static final Consent REVIEWER = new Consent(false, true, NOW);
  private static final Consent BOTH = new Consent(true, true, NOW);

  private static Proposal proposal() {
    VersionCopy version =
        new VersionCopy(
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
    return Proposal.revocation(
        Assessment.opened(version, 1, UUID.randomUUID(), NOW), "lead", UUID.randomUUID(), NOW);
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
}
