package org.assay.verification.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./assay bench faults}, on an installation of its own under load: a
 * service, the gateway, the broker and the database are broken, a line is cut, and topics bring
 * repeats, a wrong order, all of it again, and records that are no events.
 */
class FaultsE2E {

  private static final long SEED = 4;

  /** What is broken; the order follows from the seed. */
  private static final List<String> SHORT =
      List.of(
          "F1 kill model-registry-service",
          "F1 kill review-service",
          "F1 stop review-service",
          "F1 kill gateway",
          "F3 kill the broker",
          "F4 kill the database",
          "F5 requests lost, registry to database",
          "F9 duplicates of assay.registry on any partition",
          "F9 wrong order to model-registry-service",
          "F9 replay to review-service from offset 0",
          "F10 poison in assay.registry");

  @Test
  void nothingIsLostDoubledOrOutOfOrder() {
    List<Fault> faults =
        Faults.all(Duration.ofSeconds(5)).stream()
            .filter(fault -> SHORT.contains(fault.name()))
            .toList();
    assertThat(faults).hasSameSizeAs(SHORT);
    TrialPlan plan = TrialPlan.standard(SEED, faults.size(), faults, Path.of("target", "faults"));
    TrialReport report =
        Trial.run(
            plan,
            Installation.in(plan.home().resolve("home")),
            line -> System.out.println("[faults] " + line));
    assertThat(report.findings()).isEmpty();
    assertThat(report.troubles()).isEmpty();
    assertThat(report.healed()).isEqualTo(SHORT.size());
  }
}
