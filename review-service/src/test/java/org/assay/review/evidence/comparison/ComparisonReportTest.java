package org.assay.review.evidence.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedAttribute;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.reduction.Classes;
import org.assay.review.evidence.reduction.DuckDbTable;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.reduction.TableColumns;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.reduction.TableLimits;
import org.assay.review.evidence.statistics.DeLong;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Intervals;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PairedScores;
import org.assay.review.evidence.statistics.ProportionTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files of the same rows become decisions; the counts were checked by hand. */
class ComparisonReportTest {

  private static final Champion CHAMPION =
      new Champion(1, UUID.randomUUID(), UUID.randomUUID(), "sha256:" + "ab".repeat(32));
  private static final TableColumns COLUMNS =
      new TableColumns("y", null, "p", List.of("sex"), "id");
  private static final TableColumns OTHER = new TableColumns("y", null, "p", List.of(), "id");
  private static final Classes CLASSES = Classes.two("yes", "no", 0.5, true);

  private final List<Long> held = new ArrayList<>();

  @TempDir Path folder;

  /** Rows that were observed alike and that both models scored alike. */
  private record Rows(String sex, String label, double challenger, double champion, int times) {}

  /** Of the positives 30 are right by the challenger only, 6 by the champion only. */
  private static final List<Rows> TABLE =
      List.of(
          new Rows("f", "yes", 0.9, 0.8, 120),
          new Rows("f", "yes", 0.7, 0.3, 30),
          new Rows("f", "yes", 0.4, 0.6, 6),
          new Rows("f", "yes", 0.2, 0.1, 44),
          new Rows("m", "no", 0.1, 0.2, 150),
          new Rows("m", "no", 0.3, 0.6, 12),
          new Rows("m", "no", 0.6, 0.4, 14),
          new Rows("m", "no", 0.8, 0.7, 24));

  private static String text(List<Rows> table, boolean champion) {
    StringBuilder text = new StringBuilder(champion ? "id,y,p\n" : "id,y,p,sex,base\n");
    int id = 0;
    for (Rows rows : table) {
      for (int at = 0; at < rows.times(); at++) {
        text.append(
            champion
                ? "r%d,%s,%s\n".formatted(id, rows.label(), rows.champion())
                : "r%d,%s,%s,%s,%s\n"
                    .formatted(id, rows.label(), rows.challenger(), rows.sex(), rows.champion()));
        id++;
      }
    }
    return text.toString();
  }

  private static EvaluationPlan plan(PlannedComparison comparison) {
    return new EvaluationPlan(
        null,
        null,
        "yes",
        "no",
        "yes",
        0.5,
        true,
        List.of(new PlannedAttribute("sex", null)),
        List.of(),
        List.of(),
        0.95,
        30,
        10,
        null,
        comparison);
  }

  private static PlannedComparison asked(
      double margin, boolean byGroup, ComparedStatistic... statistics) {
    List<ComparedStatistic> all = Arrays.asList(statistics);
    return new PlannedComparison(
        all.getFirst(), all.subList(1, all.size()), margin, false, byGroup);
  }

  private Comparison compare(String own, String other, PlannedComparison asked, Runnable goOn)
      throws IOException {
    Path file = Files.writeString(folder.resolve("table"), own);
    Path champion = Files.writeString(folder.resolve("champion"), other);
    TableLimits limits = new TableLimits(128L << 20, 256L << 20, 1, 1_000_000, 1 << 16);
    Path work = Files.createTempDirectory(folder, "work");
    try (DuckDbTable table = DuckDbTable.open(file, champion, work, limits)) {
      table.read(COLUMNS, CLASSES).profile();
      SqlPairing pairing =
          table.pair(
              new SqlPairing.Model(COLUMNS, CLASSES),
              champion,
              new SqlPairing.Model(OTHER, CLASSES));
      return ComparisonReport.of(
          plan(asked),
          asked,
          pairing,
          new ComparisonReport.Terms(CHAMPION, "sha256:evidence", "sha256:plan", goOn, held::add));
    }
  }

  private Comparison compare(List<Rows> table, PlannedComparison asked) throws IOException {
    return compare(text(table, false), text(table, true), asked, () -> {});
  }

  private static ComparisonResult result(Comparison comparison, ComparedStatistic statistic) {
    return comparison.results().stream()
        .filter(one -> one.statistic().equals(statistic.statistic()) && one.group() == null)
        .findFirst()
        .orElseThrow();
  }

  private static <T> T value(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Ok<T>(T found)) {
      return found;
    }
    throw new AssertionError(outcome);
  }

  @Test
  void countsWhatOneModelAloneGetsRight() throws IOException {
    Comparison made =
        compare(
            TABLE,
            asked(
                0.02,
                false,
                ComparedStatistic.RECALL,
                ComparedStatistic.SPECIFICITY,
                ComparedStatistic.ACCURACY));

    assertThat(made.champion()).isEqualTo(CHAMPION);
    assertThat(made.results())
        .extracting(ComparisonResult::role, ComparisonResult::decision, ComparisonResult::n)
        .containsExactly(
            tuple(Role.PRIMARY, "SUPERIOR", 200L),
            tuple(Role.GUARD, "INCONCLUSIVE", 200L),
            tuple(Role.GUARD, "SUPERIOR", 400L));
    same(made, ComparedStatistic.RECALL, 30, 6, 200);
    same(made, ComparedStatistic.SPECIFICITY, 12, 14, 200);
    same(made, ComparedStatistic.ACCURACY, 42, 20, 400);
    ComparisonResult recall = result(made, ComparedStatistic.RECALL);
    assertThat(recall.champion()).isEqualTo(126 / 200.0);
    assertThat(recall.challenger()).isEqualTo(150 / 200.0);
  }

  private static void same(Comparison made, ComparedStatistic statistic, long b, long c, long n) {
    ComparisonResult found = result(made, statistic);
    Interval interval = value(Intervals.paired(b, c, n, 0.95)).interval();
    assertThat(found.difference()).isEqualTo((double) (b - c) / n);
    assertThat(found.ciLow()).isEqualTo(interval.lower());
    assertThat(found.ciHigh()).isEqualTo(interval.upper());
    assertThat(found.pValue()).isEqualTo(value(ProportionTests.mcNemarMidP(b, c)));
    assertThat(found.method()).isEqualTo("BONETT_PRICE");
  }

  @Test
  void comparesAreasByTheSameRows() throws IOException {
    Comparison made = compare(TABLE, asked(0.02, false, ComparedStatistic.ROC_AUC));

    int rows = TABLE.stream().mapToInt(Rows::times).sum();
    int[] labels = new int[rows];
    double[] challenger = new double[rows];
    double[] champion = new double[rows];
    int at = 0;
    for (Rows one : TABLE) {
      for (int time = 0; time < one.times(); time++) {
        labels[at] = one.label().equals("yes") ? 1 : 0;
        challenger[at] = one.challenger();
        champion[at] = one.champion();
        at++;
      }
    }
    DeLong.Comparison expected = value(DeLong.paired(labels, challenger, champion, 0.95));
    ComparisonResult area = result(made, ComparedStatistic.ROC_AUC);
    assertThat(area.difference()).isCloseTo(expected.difference(), within(1e-12));
    assertThat(area.ciLow()).isCloseTo(expected.interval().lower(), within(1e-12));
    assertThat(area.challenger()).isCloseTo(expected.aucA(), within(1e-12));
    assertThat(area.champion()).isCloseTo(expected.aucB(), within(1e-12));
    assertThat(area.pValue()).isCloseTo(expected.test().pValue(), within(1e-12));
    assertThat(area.method()).isEqualTo("DELONG");
    assertThat(held).as("rows are counted by the database").isEmpty();
    compare(TABLE, asked(0.02, false, ComparedStatistic.ROC_AUC, ComparedStatistic.BRIER));
    assertThat(held).containsExactly(400L * PairedScores.BYTES);
    held.clear();
    compare(TABLE, asked(0.02, true, ComparedStatistic.BRIER));
    assertThat(held)
        .as("groups are counted by the database")
        .containsExactly(400L * PairedScores.BYTES, 0L);
  }

  /** What nothing else tells is drawn first, whatever stands before it. */
  @Test
  void leavesEnoughForWhatIsOnlyDrawn() {
    Drawing drawing =
        new Drawing(
            new ComparisonReport.Terms(null, "sha256:evidence", "sha256:plan", () -> {}, _ -> {}),
            0.95);

    drawing.reserve(2 * 200_000L);

    assertThat(drawing.takes(200_000)).isFalse();
    assertThat(drawing.takes(100_000)).isTrue();
    assertThat(drawing.takes(1)).isFalse();
    assertThat(drawing.takesGroup(1_000)).isTrue();
    assertThat(drawing.takesGroup(1_001)).isFalse();
  }

  @Test
  void turnsLossesRoundAndRepeatsItsIntervals() throws IOException {
    PlannedComparison asked =
        asked(
            0.02,
            false,
            ComparedStatistic.BRIER,
            ComparedStatistic.LOG_LOSS,
            ComparedStatistic.F1,
            ComparedStatistic.MCC,
            ComparedStatistic.BALANCED_ACCURACY,
            ComparedStatistic.PRECISION);

    Comparison made = compare(TABLE, asked);

    ComparisonResult brier = result(made, ComparedStatistic.BRIER);
    double challenger = Objects.requireNonNull(brier.challenger());
    double champion = Objects.requireNonNull(brier.champion());
    assertThat(challenger).isLessThan(champion);
    assertThat(brier.difference()).isCloseTo(champion - challenger, within(1e-12));
    assertThat(made.results())
        .allSatisfy(
            one -> {
              assertThat(one.method())
                  .isEqualTo(
                      one.statistic().matches("brier|log_loss") ? "BOOTSTRAP" : "BOOTSTRAP_COUNTS");
              assertThat(one.pValue()).isNull();
              assertThat(one.difference()).isBetween(one.ciLow(), one.ciHigh());
            });
    String[] own = text(TABLE, false).split("\n", -1);
    StringBuilder shuffled = new StringBuilder(own[0]).append('\n');
    for (int at = own.length - 2; at > 0; at--) {
      shuffled.append(own[at]).append('\n');
    }
    assertThat(compare(shuffled.toString(), text(TABLE, true), asked, () -> {}))
        .as("the order of the rows in the files does not matter")
        .isEqualTo(made);
  }

  @Test
  void saysNothingWhereEveryReplicateIsTheSame() throws IOException {
    List<Rows> alike =
        List.of(new Rows("f", "yes", 0.9, 0.9, 20), new Rows("f", "no", 0.1, 0.1, 20));

    Comparison made =
        compare(alike, asked(0.02, false, ComparedStatistic.F1, ComparedStatistic.ACCURACY));

    assertThat(made.results())
        .extracting(ComparisonResult::decision, ComparisonResult::reason)
        .containsExactly(tuple("UNDEFINED", "ZERO_VARIANCE"), tuple("INCONCLUSIVE", null));
  }

  /** Two equal models are either one the better by all drawn rows with a chance of 1/8 of three. */
  @Test
  void saysNothingOfAHandfulOfRows() throws IOException {
    List<Rows> handful =
        List.of(new Rows("f", "yes", 0.9, 0.6, 14), new Rows("f", "no", 0.1, 0.4, 15));

    Comparison made =
        compare(
            handful,
            asked(
                0.02,
                false,
                ComparedStatistic.ACCURACY,
                ComparedStatistic.ROC_AUC,
                ComparedStatistic.BRIER,
                ComparedStatistic.F1));

    assertThat(made.results())
        .extracting(
            ComparisonResult::n,
            ComparisonResult::champion,
            ComparisonResult::decision,
            ComparisonResult::reason)
        .containsOnly(tuple(29L, null, "UNDEFINED", "TOO_FEW_ROWS"));
  }

  @Test
  void saysNothingOfAHandfulOfOneLabel() throws IOException {
    List<Rows> rare =
        List.of(
            new Rows("f", "yes", 0.9, 0.6, 6),
            new Rows("f", "yes", 0.9, 0.2, 3),
            new Rows("f", "no", 0.1, 0.4, 80),
            new Rows("f", "no", 0.1, 0.7, 40));

    Comparison made =
        compare(
            rare,
            asked(
                0.02,
                false,
                ComparedStatistic.ACCURACY,
                ComparedStatistic.SPECIFICITY,
                ComparedStatistic.BRIER,
                ComparedStatistic.RECALL,
                ComparedStatistic.AVERAGE_PRECISION,
                ComparedStatistic.ROC_AUC,
                ComparedStatistic.MCC));

    assertThat(made.results())
        .extracting(ComparisonResult::reason)
        .containsExactly(
            null,
            null,
            null,
            "TOO_FEW_PER_CLASS",
            "TOO_FEW_PER_CLASS",
            "TOO_FEW_PER_CLASS",
            "TOO_FEW_PER_CLASS");
  }

  @Test
  void comparesEachGroupThatIsLargeEnough() throws IOException {
    List<Rows> table =
        List.of(
            new Rows("f", "yes", 0.9, 0.8, 300),
            new Rows("f", "no", 0.9, 0.2, 60),
            new Rows("f", "no", 0.1, 0.9, 12),
            new Rows("m", "yes", 0.9, 0.2, 80),
            new Rows("m", "no", 0.1, 0.2, 300),
            new Rows("x", "no", 0.1, 0.2, 29));

    Comparison made = compare(table, asked(0.02, true, ComparedStatistic.ACCURACY));

    assertThat(made.results())
        .filteredOn(one -> one.role() == Role.GROUP)
        .extracting(
            ComparisonResult::attribute,
            ComparisonResult::group,
            ComparisonResult::decision,
            ComparisonResult::reason)
        .containsExactly(
            tuple("sex", "f", "INFERIOR", null),
            tuple("sex", "m", "SUPERIOR", null),
            tuple("sex", "x", "UNDEFINED", "GROUP_TOO_SMALL"));
    assertThat(made.smallAttributes()).containsExactly("sex");
    assertThat(made.results().get(1)).matches(made::hides);
  }

  @Test
  void hidesWhatTellsASmallCountOfEitherModel() throws IOException {
    Comparison few = compare(TABLE, asked(0.02, false, ComparedStatistic.ACCURACY));
    List<Rows> more =
        List.of(
            new Rows("f", "yes", 0.9, 0.8, 100),
            new Rows("f", "yes", 0.9, 0.2, 10),
            new Rows("f", "yes", 0.2, 0.9, 10),
            new Rows("f", "no", 0.1, 0.2, 100),
            new Rows("f", "no", 0.9, 0.2, 10),
            new Rows("f", "no", 0.2, 0.9, 10));

    assertThat(few.smallCounts()).as("6 are right by the champion only").isTrue();
    assertThat(compare(more, asked(0.02, false, ComparedStatistic.ACCURACY)).smallCounts())
        .isFalse();
  }

  @Test
  void refusesOtherRowsAndOtherLabels() {
    PlannedComparison asked = asked(0.02, false, ComparedStatistic.ACCURACY);
    String own = text(TABLE, false);
    String other = text(TABLE, true);

    assertThat(fault(own + "more,yes,0.5,f,0.5\n", other, asked))
        .isEqualTo(TableFault.ROW_IDS_DIFFER);
    assertThat(fault(own, other + "more,yes,0.5\n", asked)).isEqualTo(TableFault.ROW_IDS_DIFFER);
    assertThat(fault(own, other.replace("r7,", "s7,"), asked)).isEqualTo(TableFault.ROW_IDS_DIFFER);
    assertThat(fault(own, other.replace("r7,yes", "r7,no"), asked))
        .isEqualTo(TableFault.LABELS_DIFFER);
  }

  private TableFault fault(String own, String other, PlannedComparison asked) {
    return catchThrowableOfType(TableException.class, () -> compare(own, other, asked, () -> {}))
        .fault();
  }

  @Test
  void endsWhereItIsTold() {
    assertThatThrownBy(
            () ->
                compare(
                    text(TABLE, false),
                    text(TABLE, true),
                    asked(0.02, false, ComparedStatistic.F1),
                    new Runnable() {
                      private int calls;

                      @Override
                      public void run() {
                        calls++;
                        if (calls > 100) {
                          throw new CancellationException("Enough");
                        }
                      }
                    }))
        .isInstanceOf(CancellationException.class);
  }
}
