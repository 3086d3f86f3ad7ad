package org.assay.verification.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assay.local.PartFailed;
import org.assay.verification.fault.check.Checker;
import org.assay.verification.fault.check.Chronicle;
import org.assay.verification.fault.check.Evidence;
import org.assay.verification.fault.check.EvidenceReader;
import org.assay.verification.fault.check.Finding;
import org.assay.verification.fault.check.Floor;
import org.assay.verification.fault.check.Quiet;
import org.assay.verification.fault.check.TopicReader;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.History;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;
import org.assay.verification.fault.history.Resolution;
import org.assay.verification.fault.load.Load;

/**
 * One trial: starts an installation, puts load on it, breaks and mends one part after the other,
 * waits until all is quiet, and checks that nothing was lost, doubled or put out of order.
 */
public final class Trial {

  private static final Duration WARM = Duration.ofSeconds(5);
  private static final Duration QUIET_WITHIN = Duration.ofMinutes(2);

  private final TrialPlan plan;
  private final Installation installation;
  private final Consumer<String> progress;
  private final List<String> troubles = new ArrayList<>();
  private final Map<String, Integer> cycles = new TreeMap<>();
  private int uncleanEnds;

  private Trial(TrialPlan plan, Installation installation, Consumer<String> progress) {
    this.plan = plan;
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Runs a trial and writes its history and report into the plan's folder. The installation may
   * have been given overrides; it is started here and stopped at the end.
   */
  public static TrialReport run(
      TrialPlan plan, Installation installation, Consumer<String> progress) {
    TrialReport report = new Trial(plan, installation, progress).run();
    ReportFiles.write(report, plan.home());
    return report;
  }

  private TrialReport run() {
    plan.faults().forEach(fault -> fault.prepare(installation));
    try (installation) {
      installation.start(progress);
      try (History history = History.in(plan.home().resolve("history.jsonl"));
          Load load =
              new Load(installation.stack(), history, plan.mix(), plan.perSecond(), plan.seed());
          Recovery recovery = new Recovery(installation);
          TopicReader reader = TopicReader.start(installation)) {
        load.begin();
        Pause.of(WARM);
        disturb(history, recovery);
        Duration took = Duration.ofNanos(history.now());
        progress.accept("the load ends; what is still open is asked for until it is known");
        load.end();
        if (!Quiet.await(installation, QUIET_WITHIN)) {
          progress.accept("not all was quiet after " + QUIET_WITHIN.toSeconds() + " s");
        }
        reader.awaitEnd(QUIET_WITHIN);
        Chronicle chronicle = new Chronicle(history.operations(), history.disturbances());
        Evidence evidence =
            new EvidenceReader(installation, load.gateway()).read(chronicle, reader.readings());
        return report(chronicle, evidence, load, recovery, took);
      }
    }
  }

  private void disturb(History history, Recovery recovery) {
    Random random = new Random(plan.seed() + 3);
    List<Fault> drawn = Faults.drawn(plan.faults(), plan.cycles(), plan.seed());
    for (int i = 0; i < drawn.size(); i++) {
      Fault fault = drawn.get(i);
      Pause.of(TrialPlan.between(random));
      long from = System.nanoTime();
      try {
        cycle(fault, fault.lasts(random), history, recovery);
        cycles.merge(fault.name(), 1, Integer::sum);
        uncleanEnds += fault.unclean() ? 1 : 0;
      } catch (PartFailed e) {
        troubles.add("cycle %d, %s: %s".formatted(i + 1, fault.name(), e.getMessage()));
        progress.accept(troubles.getLast());
        mend();
      }
      progress.accept(
          String.format(
              Locale.ROOT,
              "cycle %d of %d: %s, %.1f s",
              i + 1,
              drawn.size(),
              fault.name(),
              (System.nanoTime() - from) / 1e9));
    }
  }

  private void cycle(Fault fault, Duration lasts, History history, Recovery recovery) {
    Duration before = Duration.ofNanos(history.now());
    Injection injection = fault.inject(installation);
    long from = history.now();
    Pause.of(lasts);
    long until = history.now();
    history.add(new Disturbance(fault.name(), from, until, fault.silencesBroker()));
    // Of a fault that is healed at once the time begins with it, of a longer one with its healing.
    long begin = history.nanoTime(lasts.isZero() ? before.toNanos() : until);
    if (!recovery.heal(fault, injection, begin)) {
      throw new PartFailed(fault.part() + " did not work again in time");
    }
    injection.examine();
  }

  /** A part that could not be started is started once more, so that the trial can go on. */
  private void mend() {
    try {
      installation.stack().start(progress::accept);
    } catch (PartFailed e) {
      progress.accept("still broken: " + e.getMessage());
    }
  }

  private TrialReport report(
      Chronicle chronicle, Evidence evidence, Load load, Recovery recovery, Duration took) {
    List<Finding> findings = new ArrayList<>();
    Checker.all().forEach(checker -> findings.addAll(checker.check(chronicle, evidence)));
    Map<Kind, Long> acknowledged = new EnumMap<>(Kind.class);
    for (Kind kind : plan.mix().weights().keySet()) {
      acknowledged.put(
          kind, chronicle.operations().stream().filter(o -> o.kind() == kind && o.ok()).count());
    }
    troubles.addAll(
        Floor.missed(chronicle, plan.mix().weights().keySet(), plan.floor(), load.offered()));
    Map<String, Long> outcomes =
        chronicle.operations().stream()
            .collect(Collectors.groupingBy(o -> o.outcome().label(), Collectors.counting()));
    Map<Resolution, Long> resolutions =
        chronicle.operations().stream()
            .filter(o -> o.resolution() != Resolution.NONE)
            .collect(Collectors.groupingBy(Operation::resolution, Collectors.counting()));
    return new TrialReport(
        plan.seed(),
        cycles,
        uncleanEnds,
        took,
        findings,
        troubles,
        load.offered(),
        load.overruns(),
        acknowledged,
        outcomes,
        resolutions,
        evidence.again(),
        evidence.logs().values().stream().mapToLong(log -> log.events().size()).sum(),
        recovery.times(),
        plan.faults().stream().flatMap(fault -> fault.notes().stream()).toList(),
        notCovered());
  }

  private List<String> notCovered() {
    Set<String> met =
        new HashSet<>(cycles.keySet().stream().map(name -> name.split(" ", 2)[0]).toList());
    return NotCovered.beside(met);
  }
}
