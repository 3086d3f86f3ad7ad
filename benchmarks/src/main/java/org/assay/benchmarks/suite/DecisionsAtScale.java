package org.assay.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.assay.benchmarks.load.LoadOutcome;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.load.Shots;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.stack.ProcessorTimes;

/** Decisions where there are very many versions: the gate, requirements, and a policy's dry run. */
public final class DecisionsAtScale implements Benchmark {

  private static final int MODELS = 300;
  private static final int VERSIONS = 1_000_000;
  private static final int IN_REVIEW = 100_000;
  private static final int DENIED = 3000;
  private static final int CLIENTS = 16;
  private static final double PER_SECOND = 1000;
  private static final String MOST = "gate, as many as it gives";
  private static final String REQUIREMENTS = "requirements of a version";
  private static final String DRY_RUN = "dry run";
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @Override
  public String name() {
    return "decisions";
  }

  @Override
  public String summary() {
    return "The gate, requirements and a dry run over 1,000,000 versions, 100,000 of them in review";
  }

  @Override
  public Section run(Bench bench) {
    // On a stack of its own, for the million stays.
    bench.endStack();
    try {
      Population population = Population.of(bench, MODELS);
      List<RegisteredVersion> released = population.registered(MODELS);
      new ReleasedVersions(bench, population).release(released);
      ManyDecisions many = new ManyDecisions(bench.stack().database(), population);
      bench.tell("making versions by SQL, up to " + VERSIONS);
      many.make(VERSIONS, IN_REVIEW);
      List<RegisteredVersion> denied =
          IntStream.rangeClosed(1, DENIED)
              .mapToObj(i -> many.version(i * (VERSIONS / DENIED)))
              .toList();
      double rate = bench.settings().rates(PER_SECOND)[0];
      GateDecisions.askOnce(bench, population, denied);
      WarmUp warmUp =
          WarmUp.of(
              bench,
              " ms",
              () ->
                  GateDecisions.measured(bench, released, denied, rate, WarmUp.WINDOW, 0)
                      .figure("p50_ms"));
      List<Sample> samples = new ArrayList<>();
      for (int round = 1; round <= bench.settings().rounds(5); round++) {
        Duration length = bench.settings().length(8);
        samples.add(GateDecisions.measured(bench, released, denied, rate, length, round));
        samples.add(bench.measured(MOST, round, () -> most(bench, released, denied, length)));
        samples.add(bench.measured(REQUIREMENTS, round, () -> requirements(bench, many, length)));
      }
      for (int round = 1; round <= bench.settings().rounds(3); round++) {
        samples.add(dryRun(bench, population, round));
      }
      return section(samples, rate, warmUp);
    } finally {
      bench.endStack();
    }
  }

  private static LoadOutcome most(
      Bench bench,
      List<RegisteredVersion> released,
      List<RegisteredVersion> denied,
      Duration length) {
    String token = bench.stack().token("engineer");
    Random random = new Random(bench.settings().seed());
    Shots shots =
        _ -> {
          List<RegisteredVersion> from = random.nextBoolean() ? released : denied;
          return GateDecisions.question(from.get(random.nextInt(from.size())), token);
        };
    return bench.generator().closedLoop(bench.stack().gateway(), shots, CLIENTS, length);
  }

  private static LoadOutcome requirements(Bench bench, ManyDecisions many, Duration length) {
    String token = bench.stack().token("engineer");
    Random random = new Random(bench.settings().seed());
    Shots shots =
        _ -> Shot.get(many.version(1 + random.nextInt(IN_REVIEW)).path() + "/requirements", token);
    return bench.generator().closedLoop(bench.stack().gateway(), shots, 1, length);
  }

  /** Drafts a policy, tries it on all that is in review, and takes the draft back. */
  private static Sample dryRun(Bench bench, Population population, int round) {
    String lead = bench.stack().token("lead");
    JsonNode draft =
        Population.one(
            bench,
            Shot.post(
                "/api/v1/policies",
                lead,
                Population.key(),
                """
                {"name":"bench-%d","scope":{"kind":"PROJECT","key":"%s"},"text":"To be measured",\
                "requirements":[{"id":"two-people","satisfied_if":"approvals.people >= 2",\
                "help":"Have two people approve"}]}\
                """
                    .formatted(round, population.project())));
    String path = "/api/v1/policies/" + draft.path("id").asText() + "/dry-runs";
    ProcessorTimes then = bench.processorTimes();
    long start = System.nanoTime();
    JsonNode run = Population.one(bench, Shot.post(path, lead, Population.key(), "{}"));
    String place = path + "/" + run.path("id").asText();
    while (run.path("state").asText().equals("RUNNING")) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("a dry run is not done after " + PATIENCE + ": " + run);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
      run = Population.one(bench, Shot.get(place, bench.stack().token("lead")));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int judged = run.path("versions").asInt() + run.path("releases").asInt();
    if (!run.path("state").asText().equals("DONE") || judged < IN_REVIEW) {
      throw new IllegalStateException("a dry run went wrong: " + run);
    }
    bench.tell(
        String.format(
            Locale.ROOT, "  %s, round %d: %d judged in %.1f s", DRY_RUN, round, judged, seconds));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("seconds", seconds);
    figures.put("per_second", judged / seconds);
    return new Sample(
        DRY_RUN, round, figures, bench.processorTimes().percentSince(then), Map.of(), "");
  }

  private Section section(List<Sample> samples, double rate, WarmUp warmUp) {
    return new Section(
        name(),
        summary(),
        List.of(
            """
            %d versions of %d models of one project, of which %d are released through the gateway and the others are made by \
            SQL in review-service's database, %d of them in the two reviews of an open round. The gate is asked as by \
            `gate`, %.0f a second in open loop for the latency and by %d clients in a closed loop for the rate; the denied \
            are %d of the million. Requirements are those of a version in review, one client in a closed loop. A dry run \
            judges a new draft of the project by every version in review and every release. %s\
            """
                .formatted(
                    VERSIONS, MODELS, MODELS, IN_REVIEW, rate, CLIENTS, DENIED, warmUp.note())),
        samples,
        List.of(),
        GateDecisions.goals(samples, rate));
  }
}
