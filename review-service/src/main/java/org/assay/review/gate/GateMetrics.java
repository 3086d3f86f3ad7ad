package org.assay.review.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What the gate does, counted. */
@ApplicationScoped
class GateMetrics {

  /** Answers by decision. */
  static final String ANSWERS = "assay.gate.answers";

  /** Denials that are missing in the event log. */
  static final String DENIALS_DROPPED = "assay.gate.denials.dropped";

  private final Counter allowed;
  private final Counter denied;
  private final Counter failed;
  private final Counter dropped;

  GateMetrics(MeterRegistry registry) {
    allowed = answers(registry, "allow");
    denied = answers(registry, "deny");
    failed = answers(registry, "failed");
    dropped =
        Counter.builder(DENIALS_DROPPED)
            .description("Denials that could not be written to the event log")
            .register(registry);
  }

  private static Counter answers(MeterRegistry registry, String decision) {
    return Counter.builder(ANSWERS)
        .description("Questions to the gate, by what was answered")
        .tag("decision", decision)
        .register(registry);
  }

  void answered(GateDecision decision) {
    switch (decision) {
      case ALLOW -> allowed.increment();
      case DENY -> denied.increment();
    }
  }

  void failed() {
    failed.increment();
  }

  void dropped() {
    dropped.increment();
  }
}
