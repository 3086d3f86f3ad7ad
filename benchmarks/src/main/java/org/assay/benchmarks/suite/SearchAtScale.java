package org.assay.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assay.benchmarks.load.LoadOutcome;
import org.assay.benchmarks.load.Shots;
import org.assay.benchmarks.report.Comparison;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;

/** Searches over a million versions beside the same ones over ten thousand. */
public final class SearchAtScale implements Benchmark {

  private static final int FEW = 10_000;
  private static final int MANY = 1_000_000;
  private static final int MODELS = 100;
  private static final int CLIENTS = 16;
  private static final double WANTED = 1.5;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String summary() {
    return "Searches over 1,000,000 versions beside the same ones over 10,000";
  }

  @Override
  public Section run(Bench bench) {
    // On a stack of its own: what others registered would be searched too, and the million stays.
    bench.endStack();
    try {
      Population population = Population.of(bench, MODELS);
      ManyVersions versions = new ManyVersions(bench.stack().database(), population);
      List<VersionQuery> queries = VersionQuery.all(population);
      fill(bench, versions, FEW, queries);
      Duration each = WarmUp.WINDOW.dividedBy(queries.size());
      WarmUp warmUp = WarmUp.of(bench, "/s", () -> passed(bench, queries, each));
      List<Sample> samples = new ArrayList<>(rounds(bench, queries, FEW));
      fill(bench, versions, MANY, queries);
      // What the larger tables need in memory, and the plans that their sizes ask for.
      passed(bench, queries, each);
      samples.addAll(rounds(bench, queries, MANY));
      return section(queries, warmUp, samples);
    } finally {
      bench.endStack();
    }
  }

  private static void fill(
      Bench bench, ManyVersions versions, int count, List<VersionQuery> queries) {
    bench.tell("making versions by SQL, up to " + count);
    versions.makeUpTo(count);
    String token = bench.stack().token("engineer");
    for (VersionQuery query : queries) {
      Random random = new Random(bench.settings().seed());
      JsonNode answer =
          Granted.all(bench, bench.stack().gateway(), 1, _ -> query.asked().shot(random, token))
              .getFirst();
      if (answer.path(query.list()).size() < query.least()) {
        throw new IllegalStateException(
            "%s finds less than %d of %d versions".formatted(query.words(), query.least(), count));
      }
    }
  }

  /** Each search for a time by several clients; how many of them a second, on average. */
  private static double passed(Bench bench, List<VersionQuery> queries, Duration each) {
    return queries.stream()
        .mapToDouble(query -> load(bench, query, CLIENTS, each).achievedPerSecond())
        .average()
        .orElseThrow();
  }

  private static List<Sample> rounds(Bench bench, List<VersionQuery> queries, int count) {
    List<Sample> samples = new ArrayList<>();
    Duration length = bench.settings().length(3);
    for (int round = 1; round <= bench.settings().rounds(5); round++) {
      for (VersionQuery query : queries) {
        samples.add(bench.measured(side(query, count), round, () -> load(bench, query, 1, length)));
      }
    }
    return samples;
  }

  private static LoadOutcome load(Bench bench, VersionQuery query, int clients, Duration length) {
    String token = bench.stack().token("engineer");
    Random random = new Random(bench.settings().seed());
    Shots shots = _ -> query.asked().shot(random, token);
    return bench.generator().closedLoop(bench.stack().gateway(), shots, clients, length);
  }

  private static String side(VersionQuery query, int count) {
    return query.words() + ", of " + count;
  }

  private Section section(List<VersionQuery> queries, WarmUp warmUp, List<Sample> samples) {
    List<Comparison> comparisons = new ArrayList<>();
    List<Goal> goals = new ArrayList<>();
    for (VersionQuery query : queries) {
      Comparison p50 = Comparison.of(samples, "p50_ms", side(query, MANY), side(query, FEW));
      comparisons.add(p50);
      goals.add(
          Goal.atMost(
              "%s, p50 at %d over that at %d".formatted(query.words(), MANY, FEW),
              p50.ratio().median(),
              WANTED,
              ""));
      double failed = Spread.of(Sample.figures(samples, p50.left(), "failed")).most();
      goals.add(Goal.atMost(query.words() + ", failed in a run", failed, 0, ""));
    }
    return new Section(
        name(),
        summary(),
        List.of(
            """
            One client in a closed loop asks the gateway for the first 100 versions, as MLflow's clients do or by Assay's own \
            search, as the engineer who is a member of the project. All versions are of %d models of one project, each with a \
            run of its own and three tags, made by SQL and known to the planner (vacuum, analyze); 1 in 10 has the value of the \
            one tag, 1 in 5 that of the other, 1 in 100 the word, and `rare` is a tag that 100 versions have. The rounds at %d \
            come after all those at %d, with what is measured to be found both times. %s\
            """
                .formatted(MODELS, MANY, FEW, warmUp.note())),
        samples,
        comparisons,
        goals);
  }
}
