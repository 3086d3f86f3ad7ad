package org.assay.review.incident;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How bad an incident is. The first two are serious: the gate is closed for the bytes. */
public enum IncidentSeverity {
  /** Harm, unlawful output or a breach. */
  SEV1(Duration.ofHours(1)),
  /** Something that harms if it goes on. */
  SEV2(Duration.ofHours(8)),
  /** Anything else. */
  SEV3(null);

  private final @Nullable Duration containedWithin;

  IncidentSeverity(@Nullable Duration containedWithin) {
    this.containedWithin = containedWithin;
  }

  /** Returns when it has to be contained, by the clock and not by working hours; null for never. */
  @Nullable Instant containBy(Instant detectedAt) {
    return containedWithin == null ? null : detectedAt.plus(containedWithin);
  }

  /** Returns whether the gate has to be closed. */
  boolean serious() {
    return containedWithin != null;
  }
}
