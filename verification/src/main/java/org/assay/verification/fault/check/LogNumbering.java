package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.ACKNOWLEDGED_LOST;
import static org.assay.verification.fault.check.Verdict.GAPS;
import static org.assay.verification.fault.check.Verdict.ORDER_VIOLATIONS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.verification.fault.Database;

/** Every event of a log has a position; positions have neither holes nor doubles; order holds. */
final class LogNumbering implements Checker {

  @Override
  public List<Finding> check(Chronicle chronicle, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    evidence.logs().forEach((database, log) -> check(database, log, findings));
    return findings;
  }

  private static void check(Database database, Evidence.Log log, List<Finding> findings) {
    String of = " of " + database.label();
    List<Evidence.Event> ordered =
        log.events().stream()
            .filter(event -> event.position() > 0)
            .sorted(Comparator.comparingLong(Evidence.Event::position))
            .toList();
    log.events().stream()
        .filter(event -> event.position() == 0)
        .map(event -> new Finding(ACKNOWLEDGED_LOST, "no position for " + event + of))
        .forEach(findings::add);
    long expected = 1;
    Map<UUID, Long> versions = new HashMap<>();
    for (Evidence.Event event : ordered) {
      if (event.position() != expected) {
        findings.add(
            new Finding(
                GAPS,
                "position %d%s comes where %d must".formatted(event.position(), of, expected)));
      }
      expected = event.position() + 1;
      long before = versions.getOrDefault(event.aggregate(), 0L);
      if (event.version() != before + 1) {
        findings.add(
            new Finding(
                ORDER_VIOLATIONS,
                "version %d of %s follows %d at position %d%s"
                    .formatted(event.version(), event.aggregate(), before, event.position(), of)));
      }
      versions.put(event.aggregate(), event.version());
    }
    long last = ordered.isEmpty() ? 0 : ordered.getLast().position();
    if (log.cursor() != last) {
      findings.add(
          new Finding(
              ACKNOWLEDGED_LOST,
              "told up to position %d of %d%s".formatted(log.cursor(), last, of)));
    }
  }
}
