package org.assay.review.evidence.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assay.review.evidence.comparison.ComparisonReport.Terms;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedAttribute;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.reduction.Classes;
import org.assay.review.evidence.reduction.DuckDbTable;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.reduction.TableColumns;
import org.assay.review.evidence.reduction.TableLimits;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Intervals;
import org.assay.review.evidence.statistics.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of several classes, of an order and of numbers are compared with a baseline each. */
class TaskComparisonTest {

  private static final List<String> ANIMALS = List.of("cat", "dog", "owl");
  private static final Champion CHAMPION =
      new Champion(1, UUID.randomUUID(), UUID.randomUUID(), "sha256:" + "ab".repeat(32));
  private static final Terms TERMS =
      new Terms(CHAMPION, "sha256:evidence", "sha256:plan", () -> {}, _ -> {});

  @TempDir Path folder;

  private static PlannedComparison asked(boolean byGroup, ComparedStatistic... statistics) {
    List<ComparedStatistic> all = Arrays.asList(statistics);
    return new PlannedComparison(all.getFirst(), all.subList(1, all.size()), 0.02, false, byGroup);
  }

  private static EvaluationPlan plan(
      PredictionTask task, @Nullable List<String> classes, PlannedComparison comparison) {
    boolean ranking = task == PredictionTask.RANKING;
    return new EvaluationPlan(
        task,
        classes,
        ranking ? "yes" : null,
        ranking ? "no" : null,
        null,
        null,
        false,
        ranking ? List.of() : List.of(new PlannedAttribute("sex", null)),
        List.of(),
        List.of(),
        0.95,
        30,
        10,
        null,
        comparison);
  }

  /** Opens a table of which a column is the champion's. */
  private interface Report {
    Comparison of(DuckDbTable table, Path file);
  }

  private Comparison made(String header, Consumer<StringBuilder> rows, Report report)
      throws IOException {
    StringBuilder text = new StringBuilder(header);
    rows.accept(text);
    Path file = Files.writeString(folder.resolve("table"), text);
    TableLimits limits = new TableLimits(256L << 20, 512L << 20, 1, 1_000_000, 1 << 16);
    try (DuckDbTable table =
        DuckDbTable.open(file, Files.createTempDirectory(folder, "work"), limits)) {
      return report.of(table, file);
    }
  }

  private static TableColumns columns(
      @Nullable String prediction, @Nullable String score, String... groups) {
    return new TableColumns("y", prediction, score, List.of(groups), "id");
  }

  private static Report classes(EvaluationPlan plan) {
    Classes classes = Classes.several(plan.labels(), null, false);
    return (table, file) -> {
      table.read(columns("yhat", null, "sex"), classes).profile();
      SqlPairing pairing =
          table.pair(
              new SqlPairing.Model(columns("yhat", null, "sex"), classes),
              file,
              new SqlPairing.Model(columns("base", null), classes));
      return ComparisonReport.of(plan, asked(plan), pairing, TERMS);
    };
  }

  private static PlannedComparison asked(EvaluationPlan plan) {
    PlannedComparison asked = plan.comparison();
    return Objects.requireNonNull(asked);
  }

  private static void add(StringBuilder text, int times, String row) {
    for (int at = 0; at < times; at++) {
      text.append('r').append(text.length()).append(',').append(row).append('\n');
    }
  }

  /** Of each class 200: right by both 120, by the challenger only 40, by the champion only 15. */
  private static void animals(StringBuilder text) {
    for (int at = 0; at < ANIMALS.size(); at++) {
      String label = ANIMALS.get(at);
      String other = ANIMALS.get((at + 1) % ANIMALS.size());
      String sex = at < 2 ? "f" : "m";
      add(text, 120, "%s,%s,%s,%s".formatted(label, label, label, sex));
      add(text, 40, "%s,%s,%s,%s".formatted(label, label, other, sex));
      add(text, 15, "%s,%s,%s,%s".formatted(label, other, label, sex));
      add(text, 25, "%s,%s,%s,%s".formatted(label, other, other, sex));
    }
  }

  @Test
  void countsWhoIsRightOfSeveralClasses() throws IOException {
    EvaluationPlan plan =
        plan(
            PredictionTask.MULTICLASS,
            ANIMALS,
            asked(true, ComparedStatistic.ACCURACY, ComparedStatistic.MACRO_F1));

    Comparison made = made("id,y,yhat,base,sex\n", TaskComparisonTest::animals, classes(plan));

    assertThat(made.results())
        .extracting(
            ComparisonResult::statistic,
            ComparisonResult::role,
            ComparisonResult::group,
            ComparisonResult::n,
            ComparisonResult::decision,
            ComparisonResult::method)
        .containsExactly(
            tuple("accuracy", Role.PRIMARY, null, 600L, "SUPERIOR", "BONETT_PRICE"),
            tuple("macro_f1", Role.GUARD, null, 600L, "SUPERIOR", "BOOTSTRAP_COUNTS"),
            tuple("accuracy", Role.GROUP, "f", 400L, "SUPERIOR", "BONETT_PRICE"),
            tuple("accuracy", Role.GROUP, "m", 200L, "SUPERIOR", "BONETT_PRICE"));
    same(made.results().get(0), 120, 45, 600);
    same(made.results().get(2), 80, 30, 400);
    ComparisonResult f1 = made.results().get(1);
    // Every class is hit and missed alike, so that F1 is accuracy.
    assertThat(f1.challenger()).isCloseTo(160 / 200.0, within(1e-12));
    assertThat(f1.champion()).isCloseTo(135 / 200.0, within(1e-12));
    ComparisonResult accuracy = made.results().getFirst();
    assertThat(f1.ciLow()).isCloseTo(accuracy.ciLow(), within(0.01));
    assertThat(f1.ciHigh()).isCloseTo(accuracy.ciHigh(), within(0.01));
    assertThat(made.smallCounts()).isFalse();
    assertThat(made.smallAttributes()).isEmpty();
  }

  private static void same(ComparisonResult found, long b, long c, long n) {
    assertThat(found.difference()).isCloseTo((double) (b - c) / n, within(1e-12));
    assertThat(Intervals.paired(b, c, n, 0.95).map(Estimate::interval))
        .isEqualTo(
            Outcome.ok(
                new Interval(
                    Objects.requireNonNull(found.ciLow()),
                    Objects.requireNonNull(found.ciHigh()))));
  }

  @Test
  void hidesWhatTellsASmallCountOfSeveralClasses() throws IOException {
    EvaluationPlan plan =
        plan(PredictionTask.MULTICLASS, ANIMALS, asked(true, ComparedStatistic.ACCURACY));

    Comparison made =
        made(
            "id,y,yhat,base,sex\n",
            text -> {
              animals(text);
              add(text, 35, "cat,cat,cat,x");
              add(text, 5, "cat,cat,dog,x");
            },
            classes(plan));

    assertThat(made.smallCounts()).isFalse();
    assertThat(made.smallAttributes()).containsExactly("sex");
  }

  @Test
  void comparesOrdersByTheirScores() throws IOException {
    EvaluationPlan plan =
        plan(
            PredictionTask.RANKING,
            null,
            asked(false, ComparedStatistic.ROC_AUC, ComparedStatistic.AVERAGE_PRECISION));
    Classes classes = Classes.two("yes", "no", null, false);

    Comparison made =
        made(
            "id,y,p,base\n",
            text -> {
              for (int at = 0; at < 400; at++) {
                boolean relevant = at % 4 == 0;
                add(
                    text,
                    1,
                    "%s,%d,%d"
                        .formatted(
                            relevant ? "yes" : "no",
                            at * 7 % 100 + (relevant ? 60 : 0),
                            at * 7 % 100 + (relevant ? 5 : 0)));
              }
            },
            (table, file) -> {
              table.read(columns(null, "p"), classes).profile();
              SqlPairing pairing =
                  table.pair(
                      new SqlPairing.Model(columns(null, "p"), classes),
                      file,
                      new SqlPairing.Model(columns(null, "base"), classes));
              return ComparisonReport.of(plan, asked(plan), pairing, TERMS);
            });

    assertThat(made.results())
        .extracting(
            ComparisonResult::statistic, ComparisonResult::decision, ComparisonResult::method)
        .containsExactly(
            tuple("roc_auc", "SUPERIOR", "DELONG"),
            tuple("average_precision", "SUPERIOR", "BOOTSTRAP"));
    assertThat(made.results().getFirst().challenger()).isGreaterThan(0.9);
    assertThat(made.smallCounts()).isFalse();
  }

  private Comparison numbers(EvaluationPlan plan, Consumer<StringBuilder> rows) throws IOException {
    TableColumns own = columns("yhat", null, "sex");
    return made(
        "id,y,yhat,base,sex\n",
        rows,
        (table, file) -> {
          table.readNumbers(own).profile();
          return ComparisonReport.of(
              plan, asked(plan), table.pairNumbers(own, file, columns("base", null)), TERMS);
        });
  }

  /** The challenger is off by 0.8 and 1.0, the champion by 0.9 and 1.3; of women all by half. */
  private static void heights(StringBuilder text, int times) {
    for (int at = 0; at < times; at++) {
      double half = at % 2 == 0 ? 0.5 : 1;
      double sign = at % 3 == 0 ? -1 : 1;
      boolean more = at / 2 % 2 == 0;
      int height = at % 100;
      add(
          text,
          1,
          "%d,%s,%s,%s"
              .formatted(
                  height,
                  height + half * sign * (more ? 1.0 : 0.8),
                  height + half * sign * (more ? 1.3 : 0.9),
                  at % 2 == 0 ? "f" : "m"));
    }
  }

  @Test
  void comparesErrorsByTheirShareOfTheChampions() throws IOException {
    EvaluationPlan plan =
        plan(
            PredictionTask.REGRESSION,
            null,
            asked(true, ComparedStatistic.MAE, ComparedStatistic.RMSE, ComparedStatistic.R2));

    Comparison made = numbers(plan, text -> heights(text, 1200));

    assertThat(made.results())
        .extracting(
            ComparisonResult::statistic,
            ComparisonResult::group,
            ComparisonResult::n,
            ComparisonResult::decision,
            ComparisonResult::method)
        .containsExactly(
            tuple("mae", null, 1200L, "SUPERIOR", "BOOTSTRAP"),
            tuple("rmse", null, 1200L, "SUPERIOR", "BOOTSTRAP"),
            tuple("r2", null, 1200L, "SUPERIOR", "BOOTSTRAP"),
            tuple("mae", "f", 600L, "SUPERIOR", "BOOTSTRAP"),
            tuple("mae", "m", 600L, "SUPERIOR", "BOOTSTRAP"));
    ComparisonResult mae = made.results().getFirst();
    assertThat(mae.challenger()).isCloseTo(0.75 * 0.9, within(1e-9));
    assertThat(mae.champion()).isCloseTo(0.75 * 1.1, within(1e-9));
    assertThat(mae.difference()).isCloseTo(1 - 0.9 / 1.1, within(1e-9));
    assertThat(made.results().get(3).challenger()).isCloseTo(0.5 * 0.9, within(1e-9));
    assertThat(made.results().get(3).difference()).isCloseTo(1 - 0.9 / 1.1, within(1e-9));
    assertThat(made.results().get(2).difference()).isPositive();
    assertThat(made.smallCounts()).isFalse();
  }

  @Test
  void sumsErrorsOfMoreRowsThanAreDrawn() throws IOException {
    EvaluationPlan plan =
        plan(
            PredictionTask.REGRESSION,
            null,
            asked(true, ComparedStatistic.MAE, ComparedStatistic.R2));

    Comparison made =
        numbers(
            plan,
            text -> {
              for (int at = 0; at < Drawing.MOST_ROWS + 400; at++) {
                boolean few = at < 300;
                double error = few ? 4 : at % 2 == 0 ? 1 : 2;
                int height = at % 100;
                add(
                    text,
                    1,
                    "%d,%s,%s,%s"
                        .formatted(
                            height,
                            height + error * (at % 3 == 0 ? 0.5 : 1),
                            height + error,
                            few ? "few" : "most"));
              }
            });

    assertThat(made.results())
        .extracting(
            ComparisonResult::statistic,
            ComparisonResult::group,
            ComparisonResult::decision,
            ComparisonResult::method)
        .as("the normal distribution says too much of a small group, however large the others")
        .containsExactly(
            tuple("mae", null, "SUPERIOR", "WALD"),
            tuple("r2", null, "SUPERIOR", "WALD"),
            tuple("mae", "few", "SUPERIOR", "BOOTSTRAP"),
            tuple("mae", "most", "SUPERIOR", "WALD"));
    assertThat(made.results().getFirst().difference()).isCloseTo(1 / 6.0, within(1e-4));
    assertThat(made.results().get(2).challenger()).isCloseTo(4 * 5 / 6.0, within(1e-9));
    assertThat(made.results().get(3).n()).isEqualTo(Drawing.MOST_ROWS + 100);
  }

  /** 28 classes have 21,952 counts: more than are drawn. */
  @Test
  void tellsManyClassesByTheirStandardError() throws IOException {
    List<String> classes = IntStream.range(0, 28).mapToObj(at -> "c" + (char) ('A' + at)).toList();
    EvaluationPlan plan =
        plan(
            PredictionTask.MULTICLASS,
            classes,
            asked(false, ComparedStatistic.ACCURACY, ComparedStatistic.MACRO_F1));

    Comparison made =
        made(
            "id,y,yhat,base,sex\n",
            text -> {
              for (String label : classes) {
                add(text, 300, "%s,%s,%s,f".formatted(label, label, label));
                add(text, 500, "%s,%s,%s,f".formatted(label, label, other(label)));
                for (String own : classes) {
                  for (String base : classes) {
                    add(text, 1, "%s,%s,%s,f".formatted(label, own, base));
                  }
                }
              }
            },
            classes(plan));

    ComparisonResult found = made.results().get(1);
    ComparisonResult accuracy = made.results().getFirst();
    assertThat(found.method()).isEqualTo("WALD");
    assertThat(found.decision()).isEqualTo("SUPERIOR");
    assertThat(found.difference())
        .as("Every class is hit and missed alike, so that F1 is accuracy")
        .isCloseTo(accuracy.difference(), within(1e-9));
    assertThat(found.ciLow()).isCloseTo(accuracy.ciLow(), within(0.01));
  }

  private static String other(String label) {
    return "c" + (char) ('A' + (label.charAt(1) - 'A' + 1) % 28);
  }

  /** Of two rows every replicate says that the error is half as great, or less. */
  @Test
  void saysNothingOfTwoNumbers() throws IOException {
    EvaluationPlan plan =
        plan(
            PredictionTask.REGRESSION,
            null,
            asked(false, ComparedStatistic.MAE, ComparedStatistic.R2));

    Comparison made =
        numbers(
            plan,
            text -> {
              add(text, 1, "0,0.5,1,f");
              add(text, 1, "1,2.5,3,f");
            });

    assertThat(made.results())
        .extracting(ComparisonResult::decision, ComparisonResult::reason)
        .containsOnly(tuple("UNDEFINED", "TOO_FEW_ROWS"));
  }

  @Test
  void saysNothingOfGroupsThatAreTooSmallAndOfModelsThatAreAlike() throws IOException {
    EvaluationPlan plan = plan(PredictionTask.REGRESSION, null, asked(true, ComparedStatistic.MAE));

    Comparison made =
        numbers(
            plan,
            text -> {
              for (int at = 0; at < 60; at++) {
                add(text, 1, "%d,%d,%d,%s".formatted(at, at + 2, at + 2, at < 55 ? "f" : "x"));
              }
            });

    assertThat(made.results())
        .extracting(ComparisonResult::group, ComparisonResult::reason)
        .containsExactly(
            tuple(null, "ZERO_VARIANCE"),
            tuple("f", "ZERO_VARIANCE"),
            tuple("x", "GROUP_TOO_SMALL"));
    assertThat(made.smallAttributes()).containsExactly("sex");
  }
}
