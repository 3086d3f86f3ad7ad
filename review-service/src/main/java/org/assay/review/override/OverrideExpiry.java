package org.assay.review.override;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.assay.review.OneByOne;

/**
 * Tells which overrides the clock has ended, within a minute. No answer waits for it. Several
 * copies may do it at once: each override is locked and looked at again.
 */
@ApplicationScoped
public class OverrideExpiry {

  private static final int BATCH = 100;

  private final RequirementOverrides overrides;
  private final Overriding overriding;

  OverrideExpiry(RequirementOverrides overrides, Overriding overriding) {
    this.overrides = overrides;
    this.overriding = overriding;
  }

  /** Ends what is overdue, each in its own transaction. */
  @Scheduled(
      identity = "override-expiry",
      every = "60s",
      delayed = "25s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expireOverdue() {
    OneByOne.each(() -> overrides.overdue(BATCH), overriding::expire);
  }
}
