package org.assay.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assay.benchmarks.peer.FairlearnReport;
import org.assay.benchmarks.report.Comparison;
import org.assay.benchmarks.report.Goal;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.report.Section;
import org.assay.benchmarks.report.Spread;

/** A table of predictions to its report, beside pandas, scikit-learn and fairlearn. */
public final class EvaluationSideBySide implements Benchmark {

  private static final long ROWS = 10_000_000;
  private static final String USUAL_GROUPS = "2,5,10";
  private static final List<String> FORMATS = List.of("parquet", "csv");
  private static final double SAME = 1e-9;
  private static final List<String> COMPARED =
      List.of("accuracy", "mcc", "roc_auc", "average_precision", "brier", "log_loss");

  @Override
  public String name() {
    return "evaluation";
  }

  @Override
  public String summary() {
    return "A table of predictions to its report, beside pandas, scikit-learn and fairlearn";
  }

  @Override
  public Section run(Bench bench) {
    FairlearnReport peer = FairlearnReport.in(bench.folder().resolve("evaluation"), bench::tell);
    EvaluatedTables assay = new EvaluatedTables(bench, Population.of(bench, 1));
    long rows = bench.settings().rows(ROWS);
    warmUp(bench, peer, assay, rows / 10);
    List<EvaluatedTables.Evaluated> evaluated = new ArrayList<>();
    for (long many : List.of(rows / 10, rows / 10 * 3, rows)) {
      evaluated.addAll(byFormat(bench, assay, many, table(bench, peer, assay, many, USUAL_GROUPS)));
    }
    List<Sample> samples =
        new ArrayList<>(evaluated.stream().map(EvaluatedTables.Evaluated::sample).toList());
    samples.addAll(byGroups(bench, peer, assay, rows / 10));
    for (String format : FORMATS) {
      samples.add(peer(bench, peer, rows, format, evaluated));
    }
    return section(rows, samples);
  }

  /** The compilers have seen it all before the first measured run. */
  private static void warmUp(Bench bench, FairlearnReport peer, EvaluatedTables assay, long rows) {
    String name = "warm-up";
    bench.tell("warming up");
    peer.make(name, rows, USUAL_GROUPS, bench.settings().seed());
    for (String format : FORMATS) {
      assay.upload(peer.file(name + "." + format));
      for (int time = 0; time < 3; time++) {
        assay.evaluate(name, time, name + "." + format);
      }
    }
  }

  private static String table(
      Bench bench, FairlearnReport peer, EvaluatedTables assay, long rows, String groups) {
    String name = name(rows, groups);
    bench.tell("making %d rows with %s groups".formatted(rows, groups));
    peer.make(name, rows, groups, bench.settings().seed());
    FORMATS.forEach(format -> assay.upload(peer.file(name + "." + format)));
    return name;
  }

  private static String name(long rows, String groups) {
    return "rows-%d-groups-%s".formatted(rows, groups.replace(',', '-'));
  }

  private static List<EvaluatedTables.Evaluated> byFormat(
      Bench bench, EvaluatedTables assay, long rows, String table) {
    List<EvaluatedTables.Evaluated> evaluated = new ArrayList<>();
    for (int round = 1; round <= bench.settings().rounds(3); round++) {
      for (String format : FORMATS) {
        evaluated.add(told(bench, assay.evaluate(side(rows, format), round, table + "." + format)));
      }
    }
    return evaluated;
  }

  private static List<Sample> byGroups(
      Bench bench, FairlearnReport peer, EvaluatedTables assay, long rows) {
    List<Sample> samples = new ArrayList<>();
    for (int groups : List.of(2, 10, 50)) {
      String table = table(bench, peer, assay, rows, "%1$d,%1$d,%1$d".formatted(groups));
      for (int round = 1; round <= bench.settings().rounds(3); round++) {
        String side = "%s, %d groups each".formatted(side(rows, "parquet"), groups);
        samples.add(told(bench, assay.evaluate(side, round, table + ".parquet")).sample());
      }
    }
    return samples;
  }

  private static Sample peer(
      Bench bench,
      FairlearnReport peer,
      long rows,
      String format,
      List<EvaluatedTables.Evaluated> evaluated) {
    JsonNode report = peer.of(name(rows, USUAL_GROUPS) + "." + format);
    evaluated.stream()
        .filter(one -> one.sample().side().equals(side(rows, format)))
        .forEach(
            one -> refuseOtherFigures(report.path("figures"), one.evidence().path("statistics")));
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String figure :
        List.of(
            EvaluatedTables.SECONDS, EvaluatedTables.PEAK, "read_s", "sklearn_s", "fairlearn_s")) {
      figures.put(figure, report.path(figure).asDouble());
    }
    Sample sample = new Sample("peer, " + of(rows, format), 1, figures, Map.of(), Map.of(), "");
    tell(bench, sample);
    return sample;
  }

  /** What is faster because it computes something else is no comparison. */
  private static void refuseOtherFigures(JsonNode expected, JsonNode statistics) {
    for (JsonNode one : statistics) {
      String name = one.path("statistic").asText();
      boolean ofAll = !one.hasNonNull("group") && !one.hasNonNull("attribute");
      if (ofAll
          && COMPARED.contains(name)
          && Math.abs(one.path("value").asDouble() - expected.path(name).asDouble(-1)) > SAME) {
        throw new IllegalStateException(
            "%s is %s and not %s as the peer has it"
                .formatted(name, one.path("value"), expected.path(name)));
      }
    }
  }

  private static EvaluatedTables.Evaluated told(Bench bench, EvaluatedTables.Evaluated evaluated) {
    tell(bench, evaluated.sample());
    return evaluated;
  }

  private static void tell(Bench bench, Sample sample) {
    bench.tell(
        String.format(
            Locale.ROOT,
            "  %s, round %d: %.2f s, peak %.0f MiB",
            sample.side(),
            sample.round(),
            sample.figure(EvaluatedTables.SECONDS),
            sample.figure(EvaluatedTables.PEAK)));
  }

  private static String side(long rows, String format) {
    return "Assay, " + of(rows, format);
  }

  private static String of(long rows, String format) {
    return "%s rows of %s".formatted(rows, format);
  }

  private Section section(long rows, List<Sample> samples) {
    List<Comparison> comparisons = new ArrayList<>();
    List<Goal> goals = new ArrayList<>();
    List<Sample> first = samples.stream().filter(sample -> sample.round() == 1).toList();
    for (String format : FORMATS) {
      String of = of(rows, format);
      String assay = side(rows, format);
      Comparison seconds = Comparison.of(first, EvaluatedTables.SECONDS, "peer, " + of, assay);
      Comparison peak = Comparison.of(first, EvaluatedTables.PEAK, "peer, " + of, assay);
      comparisons.addAll(List.of(seconds, peak));
      goals.add(
          Goal.atMost(of + ", time", median(samples, assay, EvaluatedTables.SECONDS), 5, "s"));
      goals.add(
          Goal.atMost(
              of + ", peak memory", median(samples, assay, EvaluatedTables.PEAK), 1024, "MiB"));
      goals.add(Goal.atLeast(of + ", peer's time over Assay's", seconds.ratio().median(), 5, ""));
      goals.add(Goal.atLeast(of + ", peer's memory over Assay's", peak.ratio().median(), 10, ""));
    }
    return new Section(name(), summary(), notes(), samples, comparisons, goals);
  }

  private static double median(List<Sample> samples, String side, String figure) {
    return Spread.of(Sample.figures(samples, side, figure)).median();
  }

  private static List<String> notes() {
    return List.of(
        """
        Tables of two classes, a score with all its digits (nearly no ties) and three columns of %s groups, where the side \
        does not say otherwise; made by a seed. Assay's time is that from the start of the evaluation to its report, as the \
        evidence says it: the file is fetched from the registry and its digest checked within it. Its memory is VmHWM of the \
        whole review-service, begun anew before each.\
        """
            .formatted(USUAL_GROUPS.replace(",", ", ")),
        """
        The peer reads the same file with pandas, has scikit-learn compute what is said of all rows and fairlearn what is said \
        of groups, in a process of its own; its imports are not counted. It computes no interval, test or pair, and it takes its \
        turn once, after all of Assay's, since it takes minutes; ratios are those to Assay's first round. `read_s`, `sklearn_s` and `fairlearn_s` \
        say where its time goes. Where %s differ by more than %s, nothing is reported.\
        """
            .formatted(String.join(", ", COMPARED), SAME));
  }
}
