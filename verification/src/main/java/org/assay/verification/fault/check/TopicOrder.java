package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.GAPS;
import static org.assay.verification.fault.check.Verdict.ORDER_VIOLATIONS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * On each topic the events of a log stand complete, and whoever reads one from its beginning meets
 * those of a key in order for the first time, whatever comes again later.
 */
final class TopicOrder implements Checker {

  @Override
  public List<Finding> check(Chronicle chronicle, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Evidence.Reading reading : evidence.readings()) {
      order(reading, findings);
      Evidence.Log log = evidence.logs().get(reading.source());
      if (log != null) {
        known(reading, log, findings);
      }
      if (reading.whole() && log != null) {
        whole(reading, log, findings);
      }
    }
    return findings;
  }

  /** How often an event was delivered that the reading had seen before; that is allowed. */
  static long again(Evidence.Reading reading) {
    return reading.told().size()
        - reading.told().stream().map(Evidence.Told::id).distinct().count();
  }

  private static void order(Evidence.Reading reading, List<Finding> findings) {
    Map<UUID, Long> versions = new HashMap<>();
    Map<String, Long> positions = new HashMap<>();
    Set<UUID> seen = new HashSet<>();
    for (Evidence.Told told : reading.told()) {
      if (!seen.add(told.id())) {
        continue;
      }
      long before = versions.getOrDefault(told.aggregate(), 0L);
      long place = positions.getOrDefault(told.key(), 0L);
      if (told.version() != before + 1) {
        findings.add(
            new Finding(
                ORDER_VIOLATIONS,
                "%s saw version %d of %s after %d on %s"
                    .formatted(
                        reading.by(),
                        told.version(),
                        told.aggregate(),
                        before,
                        reading.source().topic())));
      } else if (told.sequence() < place) {
        findings.add(
            new Finding(
                ORDER_VIOLATIONS,
                "%s saw position %d after %d of key %s on %s"
                    .formatted(
                        reading.by(),
                        told.sequence(),
                        place,
                        told.key(),
                        reading.source().topic())));
      }
      versions.merge(told.aggregate(), told.version(), Math::max);
      positions.merge(told.key(), told.sequence(), Math::max);
    }
  }

  /** Nothing is told that the log does not hold, as of a transaction that was rolled back. */
  private static void known(Evidence.Reading reading, Evidence.Log log, List<Finding> findings) {
    Map<UUID, Long> positions =
        log.events().stream()
            .collect(Collectors.toMap(Evidence.Event::id, Evidence.Event::position, (a, _) -> a));
    reading.told().stream()
        .filter(told -> positions.getOrDefault(told.id(), 0L) != told.sequence())
        .map(
            told ->
                new Finding(
                    GAPS,
                    "%s was told %s at position %d of %s, where the log does not have it"
                        .formatted(
                            reading.by(), told.id(), told.sequence(), reading.source().topic())))
        .forEach(findings::add);
  }

  private static void whole(Evidence.Reading reading, Evidence.Log log, List<Finding> findings) {
    Map<Long, UUID> told = new HashMap<>();
    for (Evidence.Told event : reading.told()) {
      UUID other = told.putIfAbsent(event.sequence(), event.id());
      if (other != null && !other.equals(event.id())) {
        findings.add(
            new Finding(
                GAPS,
                "position %d of %s is %s and %s to %s"
                    .formatted(
                        event.sequence(),
                        reading.source().topic(),
                        other,
                        event.id(),
                        reading.by())));
      }
    }
    log.events().stream()
        .filter(event -> event.position() > 0)
        .filter(event -> !event.id().equals(told.get(event.position())))
        .map(
            event ->
                new Finding(
                    GAPS,
                    "position %d is not on %s for %s: %s"
                        .formatted(
                            event.position(), reading.source().topic(), reading.by(), event)))
        .forEach(findings::add);
  }
}
