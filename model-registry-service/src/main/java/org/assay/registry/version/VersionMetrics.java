package org.assay.registry.version;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What is counted about versions. */
@Singleton
class VersionMetrics {

  /** Events of review-service that changed nothing, by reason. */
  static final String DROPPED = "assay.version.review.events.dropped";

  private final MeterRegistry registry;

  VersionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void dropped(Reason reason) {
    Counter.builder(DROPPED)
        .description("Events of review-service that changed no version")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  /** Why an event changes nothing. */
  enum Reason {
    /** It names a version that does not exist here. */
    UNKNOWN_VERSION,
    /** It is about another round than the current one. */
    OTHER_ROUND,
    /** It is about other bytes than the version's. */
    OTHER_DIGEST,
    /** The table does not list its step in the version's state. */
    NOT_LISTED
  }
}
