package org.assay.verification.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assay.verification.fault.check.Verdict;
import org.assay.verification.fault.load.Mix;
import org.junit.jupiter.api.Test;

/**
 * What is on the way between parts goes wrong: a line is cut, and topics bring repeats, a wrong
 * order, all of it again, and records that are no events. The long form is {@code ./assay bench
 * faults --fault F5,F9,F10,F11}.
 */
class WayAndTopicE2E {

  private static final List<String> CHOSEN =
      List.of(
          "F9 duplicates of assay.registry on any partition",
          "F9 wrong order to model-registry-service",
          "F10 poison in assay.registry",
          "F9 replay to review-service from offset 0",
          "F5 requests lost, registry to database");

  @Test
  void losesAndDoublesNothing() {
    List<Fault> faults =
        Faults.all(Duration.ofSeconds(10)).stream()
            .filter(fault -> CHOSEN.contains(fault.name()))
            .toList();
    assertThat(faults).hasSameSizeAs(CHOSEN);
    Path home = Path.of("target", "faults", "way-and-topic").toAbsolutePath();

    TrialReport report =
        Trial.run(
            new TrialPlan(7, CHOSEN.size(), 20, faults, Mix.standard(), TrialPlan.FLOOR, home),
            Installation.in(home.resolve("home")),
            line -> System.out.println("[way and topic] " + line));

    assertThat(report.troubles()).isEmpty();
    assertThat(report.findings()).isEmpty();
    assertThat(report.healed()).isEqualTo(CHOSEN.size());
    for (Verdict verdict : Verdict.values()) {
      assertThat(report.count(verdict)).as("%s", verdict).isZero();
    }
    assertThat(report.notes()).hasSizeGreaterThanOrEqualTo(CHOSEN.size());
  }
}
