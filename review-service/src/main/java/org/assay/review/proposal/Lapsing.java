package org.assay.review.proposal;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.assay.review.OneByOne;

/**
 * Ends proposals whose time is over, within a minute. Several copies may do it at once: each
 * proposal is locked and looked at again.
 */
@ApplicationScoped
public class Lapsing {

  private static final int BATCH = 100;

  private final Proposals proposals;
  private final ProposalDesk desk;

  Lapsing(Proposals proposals, ProposalDesk desk) {
    this.proposals = proposals;
    this.desk = desk;
  }

  /** Ends what is overdue, each in its own transaction. */
  @Scheduled(
      identity = "proposal-lapsing",
      every = "60s",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void lapseOverdue() {
    OneByOne.each(() -> proposals.overdue(BATCH), desk::lapse);
  }
}
