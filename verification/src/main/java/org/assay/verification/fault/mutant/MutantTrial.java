package org.assay.verification.fault.mutant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.verification.fault.Fault;
import org.assay.verification.fault.Faults;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;
import org.assay.verification.fault.TrialPlan;
import org.assay.verification.fault.check.Checker;
import org.assay.verification.fault.check.Chronicle;
import org.assay.verification.fault.check.Evidence;
import org.assay.verification.fault.check.EvidenceReader;
import org.assay.verification.fault.check.Finding;
import org.assay.verification.fault.check.Floor;
import org.assay.verification.fault.check.Quiet;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.History;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.load.Load;
import org.assay.verification.fault.load.Mix;

/** A short trial of an installation that is new: load, the faults named, and what was found. */
final class MutantTrial {

  /** Longer than a copy may be old, by more than the checker's slack. */
  private static final Duration OUTAGE = Duration.ofSeconds(68);

  private static final Duration BEFORE = Duration.ofSeconds(6);
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  /** The product comes to rest within a second or two, on a busy machine later. */
  static final Duration PRODUCT_QUIET_WITHIN = Duration.ofMinutes(2);

  /** A mutant may never come to rest. */
  static final Duration MUTANT_QUIET_WITHIN = Duration.ofSeconds(6);

  /** From its registration to its revocation a version takes some seconds. */
  private static final Duration EACH_KIND_WITHIN = Duration.ofSeconds(40);

  private static final double PER_SECOND = 30;

  private static final Map<String, Fault> FAULTS =
      Faults.all(OUTAGE).stream().collect(Collectors.toMap(Fault::name, Function.identity()));

  private final Installation installation;
  private final Path folder;
  private final long seed;

  MutantTrial(Installation installation, Path folder, long seed) {
    this.installation = installation;
    this.folder = folder;
    this.seed = seed;
  }

  /**
   * What a trial left.
   *
   * @param missed where the trial was under its floor
   */
  record Tried(Evidence evidence, List<Finding> findings, List<String> missed) {}

  /**
   * Tries it under this load, with these faults in this order.
   *
   * @param needed of which something must be acknowledged before the load ends
   * @param quietWithin how long everything may take to be told and applied after the load
   */
  Tried run(String name, Mix mix, List<String> faults, Set<Kind> needed, Duration quietWithin) {
    try (History history = History.in(folder.resolve(name + ".jsonl"));
        Load load = new Load(installation.stack(), history, mix, PER_SECOND, seed)) {
      load.begin();
      Pause.of(BEFORE);
      awaitEach(Set.of(Kind.RELEASE), history); // of nothing released the gate allows nothing
      for (String fault : faults) {
        disturb(history, fault(fault));
      }
      awaitEach(needed, history);
      load.end();
      Quiet.await(installation, quietWithin);
      Chronicle chronicle = new Chronicle(history.operations(), history.disturbances());
      Evidence evidence =
          new EvidenceReader(installation, load.gateway()).read(chronicle, List.of());
      List<Finding> findings =
          Checker.all().stream()
              .flatMap(checker -> checker.check(chronicle, evidence).stream())
              .toList();
      return new Tried(
          evidence, findings, Floor.missed(chronicle, needed, TrialPlan.FLOOR, load.offered()));
    }
  }

  private static void awaitEach(Set<Kind> kinds, History history) {
    Pause.until(EACH_KIND_WITHIN, () -> Floor.without(history.operations(), kinds).isEmpty());
  }

  static Fault fault(String name) {
    Fault fault = FAULTS.get(name);
    if (fault == null) {
      throw new IllegalArgumentException("there is no fault '" + name + "'");
    }
    return fault;
  }

  private void disturb(History history, Fault fault) {
    long from;
    long until;
    try (Injection _ = fault.inject(installation)) {
      from = history.now();
      Pause.of(fault.lasts(new Random(seed)));
      until = history.now();
    }
    history.add(new Disturbance(fault.name(), from, until, fault.silencesBroker()));
    Pause.of(BETWEEN);
  }
}
