package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;

/** Does what the clock does every minute, for tests of other features. */
@ApplicationScoped
public class ExpiryOnDemand {

  private final ApprovalExpiry expiry;

  ExpiryOnDemand(ApprovalExpiry expiry) {
    this.expiry = expiry;
  }

  /** Ends what is overdue. */
  public void run() {
    expiry.expireOverdue();
  }
}
