package org.assay.benchmarks.suite;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.assay.benchmarks.load.Generator;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;
import org.assay.benchmarks.stack.Database;

/** From a submission to the commit that opens its reviews in another service. */
public final class SubmissionToOpen implements Benchmark {

  private static final int MODELS = 64;
  private static final double WARM_UP_PER_SECOND = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "submission";
  }

  @Override
  public String summary() {
    return "A submission until both of its reviews are open, at 50, 100 and 200 a second";
  }

  @Override
  public Section run(Bench bench) {
    keepCommitTimes(bench);
    Population population = Population.of(bench, MODELS);
    int seconds = (int) bench.settings().length(10).toSeconds();
    int rounds = bench.settings().rounds(3);
    double[] rates = bench.settings().rates(50, 100, 200);
    int window = (int) WarmUp.WINDOW.toSeconds();
    WarmUp warmUp =
        WarmUp.of(
            bench,
            " ms",
            () -> measured(bench, population, WARM_UP_PER_SECOND, window, 0).figure("open_p50_ms"));
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (double rate : rates) {
        samples.add(measured(bench, population, rate, seconds, round));
      }
    }
    return new Section(name(), summary(), notes(warmUp), samples, List.of(), goals(samples, rates));
  }

  private static List<Goal> goals(List<Sample> samples, double[] rates) {
    List<Goal> goals = new ArrayList<>();
    for (double rate : rates) {
      if (rate <= 200) {
        double p99 = Spread.of(Sample.figures(samples, side(rate), "open_p99_ms")).median();
        goals.add(Goal.atMost("submitted to reviews open, p99 at " + side(rate), p99, 50, "ms"));
        goals.add(none(samples, rate, "failed"));
        goals.add(none(samples, rate, "not_opened"));
      }
    }
    return goals;
  }

  private static Goal none(List<Sample> samples, double rate, String figure) {
    double most = Spread.of(Sample.figures(samples, side(rate), figure)).most();
    return Goal.atMost(
        "submissions at " + side(rate) + ", " + figure.replace('_', ' ') + " in a run",
        most,
        0,
        "");
  }

  private static String side(double rate) {
    return Math.round(rate) + "/s";
  }

  private static List<String> notes(WarmUp warmUp) {
    return List.of(
        """
        Open loop. `open` runs from the instant at which the submission was due to the commit of review-service's \
        transaction that inserts both reviews, as PostgreSQL noted it (track_commit_timestamp); `acked_to_open` from the \
        end of the answer to the submission. One machine, so one clock. The times are read from the database after the \
        run: nothing looks for the reviews while it lasts. The commit's time is taken just before its fsync, so what a \
        reader sees comes later by that fsync.\
        """,
        """
        Versions are registered beforehand, spread over %d models; each is submitted once. At %.0f/s: %s \
        p50_ms to most_ms are of the submission's own answer.\
        """
            .formatted(MODELS, WARM_UP_PER_SECOND, warmUp.note()));
  }

  private static Sample measured(
      Bench bench, Population population, double rate, int seconds, int round) {
    List<RegisteredVersion> versions = population.registered((int) Math.round(rate * seconds));
    Backlog.awaitNone(bench);
    bench.stack().database().checkpoint();
    String token = bench.stack().token("engineer");
    long[] acks = new long[versions.size()];
    Generator.StartTime start = new Generator.StartTime();
    // The two clocks are read together once: over a run of seconds they do not part.
    Instant now = Instant.now();
    long nanos = System.nanoTime();
    Bench.Measured load =
        bench.run(
            side(rate),
            round,
            () ->
                bench
                    .generator()
                    .openLoop(
                        bench.stack().gateway(),
                        i -> ReleasedVersions.submission(versions.get(i), token),
                        rate,
                        Duration.ofSeconds(seconds),
                        (index, status, _, at) -> acks[index] = status / 100 == 2 ? at : 0,
                        start));
    List<RegisteredVersion> granted =
        IntStream.range(0, acks.length).filter(i -> acks[i] != 0).mapToObj(versions::get).toList();
    Map<UUID, Instant> opened = opened(bench.stack().database(), granted);
    Histogram fromDue = new Histogram(3);
    Histogram fromAck = new Histogram(3);
    double gap = 1e9 / rate;
    int missing = 0;
    for (int i = 0; i < versions.size(); i++) {
      Instant open = opened.get(versions.get(i).id());
      if (open == null || acks[i] == 0) {
        missing++;
        continue;
      }
      long openNanos = nanos + Duration.between(now, open).toNanos();
      fromDue.recordValue(micros(openNanos - start.nanos() - (long) (i * gap)));
      fromAck.recordValue(micros(openNanos - acks[i]));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    add(figures, "open", fromDue);
    add(figures, "acked_to_open", fromAck);
    figures.put("not_opened", (double) missing);
    figures.putAll(load.sample().figures());
    bench.tell(
        String.format(
            Locale.ROOT,
            "  open after p50 %.1f ms, p99 %.1f ms, most %.1f ms; %d not opened",
            millis(fromDue, 50),
            millis(fromDue, 99),
            millis(fromDue, 100),
            missing));
    return new Sample(
        side(rate),
        round,
        figures,
        load.sample().processorPercent(),
        load.outcome().statuses(),
        Bench.encoded(fromDue));
  }

  private static void add(Map<String, Double> figures, String name, Histogram histogram) {
    figures.put(name + "_p50_ms", millis(histogram, 50));
    figures.put(name + "_p99_ms", millis(histogram, 99));
    figures.put(name + "_most_ms", millis(histogram, 100));
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Reviews may open before the answer has come: that counts as no time. */
  private static long micros(long nanos) {
    return Math.max(0, nanos / 1000);
  }

  /**
   * PostgreSQL notes commit times from a start on that is told to; the services come back by
   * themselves.
   */
  private static void keepCommitTimes(Bench bench) {
    Database database = bench.stack().database();
    if (database.value("postgres", "show track_commit_timestamp").equals("on")) {
      return;
    }
    bench.tell("restarting PostgreSQL, to note the time of each commit");
    database.execute("postgres", "alter system set track_commit_timestamp = on");
    bench.stack().restartDatabase();
  }

  private static Map<UUID, Instant> opened(Database database, List<RegisteredVersion> versions) {
    Map<UUID, Instant> opened = new HashMap<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (opened.size() < versions.size() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      opened.putAll(openedNow(database, versions));
    }
    return opened;
  }

  private static Map<UUID, Instant> openedNow(Database database, List<RegisteredVersion> versions) {
    String query =
        """
        select version_id, max(pg_xact_commit_timestamp(xmin)) from review
         where version_id = any (?) and round = 1 group by version_id having count(*) = 2\
        """;
    Map<UUID, Instant> opened = new HashMap<>();
    try (Connection connection = database.connect("review");
        PreparedStatement statement = connection.prepareStatement(query)) {
      Array ids =
          connection.createArrayOf("uuid", versions.stream().map(RegisteredVersion::id).toArray());
      statement.setArray(1, ids);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          opened.put(rows.getObject(1, UUID.class), rows.getTimestamp(2).toInstant());
        }
      }
      return opened;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }
}
