package org.assay.verification.fault.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.failpoint.Agent;
import org.assay.verification.fault.failpoint.Hits;
import org.assay.verification.fault.load.Mix;

/**
 * Tries the product as it is, and then each mutant, on one installation whose databases and topics
 * are made anew in between.
 */
public final class Mutants {

  /** What every product must survive, with or without the faults of the mutants. */
  private static final String TOLD_TIMED_OUT =
      "F2 done, but told it timed out: write after commit in model-registry-service";

  private final Installation installation;
  private final Path folder;
  private final long seed;
  private final Consumer<String> progress;

  /**
   * Takes what is needed.
   *
   * @param installation not started
   * @param folder for histories and the report
   * @param progress told of each trial
   */
  public Mutants(Installation installation, Path folder, long seed, Consumer<String> progress) {
    this.installation = installation;
    this.folder = folder;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Tries the control and these mutants, and writes {@code mutants.md} and {@code mutants.json}.
   *
   * @throws IOException if the report cannot be written
   */
  public MutantReport run(List<Mutant> mutants) throws IOException {
    Files.createDirectories(folder);
    MutantTrial trial = new MutantTrial(installation, folder, seed);
    List<MutantReport.Row> rows = new ArrayList<>();
    Agent.into(installation, List.of(Agent.FAILPOINTS));
    installation.start(progress);
    List<String> all =
        Stream.concat(Stream.of(TOLD_TIMED_OUT), mutants.stream().flatMap(m -> m.faults().stream()))
            .distinct()
            .toList();
    Instant begin = Instant.now();
    Mix mix = Mix.standard();
    MutantTrial.Tried control =
        trial.run("control", mix, all, mix.weights().keySet(), MutantTrial.PRODUCT_QUIET_WITHIN);
    rows.add(told(MutantReport.Row.control(control.findings(), control.missed()), begin));
    for (Mutant mutant : mutants) {
      Instant from = Instant.now();
      Agent.into(installation, List.of(Agent.FAILPOINTS, mutant.script()));
      Hits.forget(installation);
      Renewal.of(installation);
      installation.execute(Database.REVIEW, mutant.statements());
      MutantTrial.Tried tried =
          trial.run(
              mutant.label(),
              mix.emphasising(mutant.emphasis(), 2),
              mutant.faults(),
              Set.of(),
              MutantTrial.MUTANT_QUIET_WITHIN);
      List<String> unproven = unproven(mutant, tried, Hits.of(installation));
      rows.add(told(MutantReport.Row.of(mutant, tried.findings(), unproven), from));
    }
    MutantReport report = new MutantReport(seed, rows);
    report.write(folder);
    return report;
  }

  /** Why what was found may come from something other than the mistake; empty where it does not. */
  static List<String> unproven(Mutant mutant, MutantTrial.Tried tried, Set<String> hits) {
    List<String> unproven = new ArrayList<>();
    if (tried.findings().stream().noneMatch(found -> found.verdict() == mutant.shows())) {
      unproven.add("not " + MutantReport.word(mutant.shows()));
    }
    mutant.rules().stream()
        .filter(rule -> !hits.contains(rule))
        .map(rule -> "the rule '" + rule + "' did nothing")
        .forEach(unproven::add);
    // A sequencer that fails altogether is no mistake of order: it would be noticed by anything.
    tried
        .evidence()
        .logs()
        .forEach(
            (database, log) -> {
              long numbered = log.events().stream().filter(event -> event.position() > 0).count();
              if (numbered * 2 < log.events().size()) {
                unproven.add(
                    "%d of %d events of %s have a position"
                        .formatted(numbered, log.events().size(), database.label()));
              }
            });
    return unproven;
  }

  private MutantReport.Row told(MutantReport.Row row, Instant from) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s (%.0f s)",
            row.line(),
            Duration.between(from, Instant.now()).toMillis() / 1000.0));
    return row;
  }
}
