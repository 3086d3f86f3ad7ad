package org.assay.verification.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assay.verification.fault.check.Finding;
import org.assay.verification.fault.check.Verdict;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Resolution;

/**
 * What a trial showed.
 *
 * @param seed its seed
 * @param cycles how many faults were injected and healed, by the fault's name
 * @param uncleanEnds of these, those by which something ended without notice
 * @param took how long faults and load went on
 * @param findings what must not be
 * @param troubles what went wrong with the trial itself: a part that did not come back, a floor
 *     that was not held
 * @param offered operations that were to begin
 * @param overruns of these, those that found no room
 * @param acknowledged by kind
 * @param outcomes by {@code ok}, {@code fail} and {@code unknown}
 * @param resolutions how outcomes that were open at first became known
 * @param again how many events a reader during the faults met once more
 * @param events how many events the logs hold
 * @param recoveries by part, in ascending order
 * @param notes what single faults measured or counted
 * @param notCovered what no fault of this trial does
 */
public record TrialReport(
    long seed,
    Map<String, Integer> cycles,
    int uncleanEnds,
    Duration took,
    List<Finding> findings,
    List<String> troubles,
    long offered,
    long overruns,
    Map<Kind, Long> acknowledged,
    Map<String, Long> outcomes,
    Map<Resolution, Long> resolutions,
    long again,
    long events,
    Map<String, List<Duration>> recoveries,
    List<String> notes,
    List<String> notCovered) {

  /** Copies the lists. */
  public TrialReport {
    findings = List.copyOf(findings);
    troubles = List.copyOf(troubles);
    notes = List.copyOf(notes);
    notCovered = List.copyOf(notCovered);
  }

  /** How often it failed in this way. */
  public long count(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  /** Whether nothing was found and the trial itself went well. */
  public boolean passed() {
    return findings.isEmpty() && troubles.isEmpty();
  }

  /** How many faults were injected and healed. */
  public int healed() {
    return cycles.values().stream().mapToInt(Integer::intValue).sum();
  }
}
