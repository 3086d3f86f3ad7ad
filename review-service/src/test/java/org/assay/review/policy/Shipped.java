package org.assay.review.policy;

import java.util.UUID;

/** The shipped policy for tests without a database. */
public final class Shipped {

  private static final PolicyVersion STARTER =
      new PolicyVersion(
          UUID.randomUUID(),
          "sha256:" + "00".repeat(32),
          Policies.read(Policies.shippedDocument()));

  private Shipped() {}

  /** Returns {@code starter/1} under a made-up id. */
  public static PolicyVersion starter() {
    return STARTER;
  }
}
