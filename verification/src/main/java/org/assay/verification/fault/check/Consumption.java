package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.ACKNOWLEDGED_LOST;
import static org.assay.verification.fault.check.Verdict.DUPLICATES_APPLIED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.verification.fault.Fault;

/** Each reader has applied every event of its topics, and its copies say what the owners say. */
final class Consumption implements Checker {

  @Override
  public List<Finding> check(Chronicle chronicle, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Evidence.Applied applied : evidence.applied()) {
      Evidence.Log log = evidence.logs().get(applied.source());
      if (log != null) {
        check(applied, log, findings);
      }
    }
    evidence.copies().stream()
        .filter(copy -> !copy.original().equals(copy.copy()))
        .map(
            copy ->
                new Finding(
                    copy.original().isEmpty() ? DUPLICATES_APPLIED : ACKNOWLEDGED_LOST,
                    "%s has '%s' for %s, which is '%s'"
                        .formatted(copy.where(), copy.copy(), copy.id(), copy.original())))
        .forEach(findings::add);
    return findings;
  }

  private static void check(Evidence.Applied applied, Evidence.Log log, List<Finding> findings) {
    String reader = applied.reader().label() + " of " + applied.source().topic();
    Map<UUID, Long> heads = new HashMap<>();
    log.events().forEach(event -> heads.merge(event.aggregate(), event.version(), Math::max));
    heads.forEach(
        (aggregate, head) -> {
          long version = applied.versions().getOrDefault(aggregate, 0L);
          if (version < head) {
            findings.add(
                new Finding(
                    ACKNOWLEDGED_LOST,
                    "%s applied %s up to %d of %d".formatted(reader, aggregate, version, head)));
          } else if (version > head) {
            findings.add(
                new Finding(
                    DUPLICATES_APPLIED,
                    "%s applied %s up to %d, which has %d"
                        .formatted(reader, aggregate, version, head)));
          }
        });
    applied.versions().keySet().stream()
        .filter(aggregate -> !heads.containsKey(aggregate) && !Fault.isInvented(aggregate))
        .map(
            aggregate ->
                new Finding(
                    DUPLICATES_APPLIED,
                    "%s applied %s, of which the log tells nothing".formatted(reader, aggregate)))
        .forEach(findings::add);
    if (applied.parked() > 0) {
      findings.add(
          new Finding(ACKNOWLEDGED_LOST, "%s holds %d parked".formatted(reader, applied.parked())));
    }
  }
}
