package org.assay.review.evidence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedAttribute;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.plan.PlannedStatistic;
import org.assay.review.evidence.reduction.BinCell;
import org.assay.review.evidence.reduction.Cell;
import org.assay.review.evidence.reduction.ClassCell;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.evidence.reduction.Reduction;
import org.assay.review.evidence.reduction.ScoreCell;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.ScoreOutline.Kept;
import org.assay.review.evidence.statistics.ScoreOutline.Point;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Counts become a report with verdicts, as the plan says; the figures were checked by hand. */
class EvaluationReportTest {

  /** Rows of one sex and age that were observed and predicted alike. */
  private record Rows(String sex, String age, boolean positive, boolean predicted, long rows) {}

  private static final List<Rows> TABLE =
      List.of(
          new Rows("f", "old", true, true, 450),
          new Rows("f", "old", false, true, 150),
          new Rows("f", "young", false, false, 350),
          new Rows("f", "young", true, false, 150),
          new Rows("m", "old", true, true, 440),
          new Rows("m", "old", false, true, 160),
          new Rows("m", "young", false, false, 340),
          new Rows("m", "young", true, false, 160));

  private record Table(List<Rows> rows) implements Reduction {

    @Override
    public Profile profile() {
      return new Profile(rows.stream().mapToLong(Rows::rows).sum(), 1L, 1L, List.of());
    }

    @Override
    public List<Cell> cells(List<String> groups) {
      Map<String, Cell> cells = new TreeMap<>();
      for (Rows one : rows) {
        List<String> group =
            groups.stream().map(name -> name.equals("sex") ? one.sex() : one.age()).toList();
        String key = "%s %s %s".formatted(group, one.positive(), one.predicted());
        cells.merge(
            key,
            new Cell(group, one.positive(), one.predicted(), one.rows()),
            (before, more) ->
                new Cell(group, one.positive(), one.predicted(), before.rows() + more.rows()));
      }
      return new ArrayList<>(cells.values());
    }

    @Override
    public List<ClassCell> pairs() {
      throw new UnsupportedOperationException("There are two classes");
    }

    @Override
    public List<List<BinCell>> bins(List<List<String>> groupings) {
      return groupings.stream().map(this::binned).toList();
    }

    private List<BinCell> binned(List<String> groups) {
      Map<String, BinCell> bins = new TreeMap<>();
      for (Rows one : rows) {
        List<String> group =
            groups.stream().map(name -> name.equals("sex") ? one.sex() : one.age()).toList();
        int bin = one.predicted() ? 13 : 2;
        BinCell cell =
            new BinCell(
                group,
                bin,
                one.positive(),
                one.predicted(),
                one.rows(),
                one.rows() * (one.predicted() ? 0.9 : 0.2));
        bins.merge(
            "%s %s %s".formatted(group, one.positive(), one.predicted()),
            cell,
            (before, more) ->
                new BinCell(
                    group,
                    bin,
                    one.positive(),
                    one.predicted(),
                    before.rows() + more.rows(),
                    before.probabilities() + more.probabilities()));
      }
      return new ArrayList<>(bins.values());
    }

    @Override
    public void rows(Row each) {
      for (Rows one : rows) {
        for (int at = 0; at < one.rows(); at++) {
          each.take(one.positive() ? 0 : 1, one.predicted() ? 0 : 1, one.predicted() ? 0.9 : 0.2);
        }
      }
    }

    @Override
    public void scores(Consumer<ScoreCell> each) {
      each.accept(new ScoreCell(0.9, 890, 310));
      each.accept(new ScoreCell(0.2, 310, 690));
    }
  }

  private static EvaluationPlan plan(List<List<String>> intersections, PlannedClaim... claims) {
    return new EvaluationPlan(
        null,
        null,
        "1",
        "0",
        "1",
        0.5,
        true,
        List.of(new PlannedAttribute("sex", "m"), new PlannedAttribute("age", null)),
        intersections,
        List.of(claims),
        0.95,
        30,
        10,
        null,
        null);
  }

  private static PlannedClaim claim(
      PlannedStatistic statistic, double limit, @Nullable String attribute) {
    return new PlannedClaim(statistic, limit, attribute, null);
  }

  private static EvaluationReport report(EvaluationPlan plan, boolean scored) {
    return report(plan, scored, TABLE);
  }

  private static EvaluationReport report(EvaluationPlan plan, boolean scored, List<Rows> table) {
    return EvaluationReport.of(
        new ReportBasis(plan, "sha256:plan", "sha256:data", scored, _ -> {}, _ -> {}),
        new Table(table));
  }

  private static ReportRow whole(EvaluationReport report, String statistic) {
    return report.statistics().stream()
        .filter(row -> row.attribute() == null && row.statistic().equals(statistic))
        .findFirst()
        .orElseThrow();
  }

  /** What cannot be compared of so many rows is said before anything is computed of them. */
  @Test
  void refusesMoreRowsThanAComparisonIsDrawnFrom() {
    EvaluationPlan whole = plan(List.of(), claim(PlannedStatistic.ACCURACY, 0.69, null));
    List<Rows> many = List.of(new Rows("f", "young", true, true, 250_001));

    assertThatThrownBy(
            () -> report(comparing(whole, ComparedStatistic.AVERAGE_PRECISION), true, many))
        .isInstanceOfSatisfying(
            TableException.class,
            refused -> {
              assertThat(refused.fault()).isEqualTo(TableFault.TOO_LARGE);
              assertThat(refused)
                  .hasMessageContaining("250001 rows")
                  .hasMessageContaining("average_precision");
            });
    assertThat(report(comparing(whole, ComparedStatistic.AVERAGE_PRECISION), true).claims())
        .hasSize(1);
    assertThat(report(comparing(whole, ComparedStatistic.BRIER), true).claims()).hasSize(1);
  }

  private static EvaluationPlan comparing(EvaluationPlan plan, ComparedStatistic guard) {
    return new EvaluationPlan(
        plan.task(),
        plan.classes(),
        plan.positiveClass(),
        plan.negativeClass(),
        plan.favourableLabel(),
        plan.threshold(),
        plan.probabilities(),
        plan.attributes(),
        plan.intersections(),
        plan.claims(),
        plan.confidence(),
        plan.groupRows(),
        plan.groupConditioned(),
        plan.dataDigest(),
        new PlannedComparison(ComparedStatistic.ACCURACY, List.of(guard), 0.02, false, false));
  }

  @Test
  void judgesWhatThePlanClaims() {
    EvaluationReport report =
        report(
            plan(
                List.of(),
                claim(PlannedStatistic.ACCURACY, 0.69, null),
                claim(PlannedStatistic.RECALL, 0.8, null),
                claim(PlannedStatistic.FPR, 0.32, null),
                claim(PlannedStatistic.ROC_AUC, 0.6, null),
                claim(PlannedStatistic.EQUAL_OPPORTUNITY_DIFFERENCE, 0.1, "sex"),
                claim(PlannedStatistic.DEMOGRAPHIC_PARITY_RATIO, 0.8, "sex")),
            true);

    // TP 890, FN 310, FP 310, TN 690.
    assertThat(report.claims())
        .extracting(JudgedClaim::statistic, JudgedClaim::verdict)
        .containsExactly(
            tuple("accuracy", "PASS"),
            tuple("recall", "FAIL"),
            tuple("fpr", "INCONCLUSIVE"),
            tuple("roc_auc", "PASS"),
            tuple("equal_opportunity_difference", "PASS"),
            tuple("demographic_parity_ratio", "PASS"));
    // Wilson's interval of 310 of 1,000 is 0.0573 wide, and the limit is 0.01 away.
    assertThat(report.claims().get(2).rowsToDecide()).isBetween(8_150L, 8_250L);
    assertThat(report.claims())
        .extracting(JudgedClaim::rowsToDecide)
        .filteredOn(Objects::nonNull)
        .hasSize(1);
    assertThat(whole(report, "accuracy").value()).isEqualTo(1580 / 2200.0);
    assertThat(whole(report, "accuracy").verdict()).isEqualTo("PASS");
    assertThat(whole(report, "accuracy").method()).isEqualTo("WILSON");
    assertThat(whole(report, "roc_auc").method()).isEqualTo("DELONG");
    assertThat(whole(report, "brier").value())
        .isCloseTo((890 * 0.01 + 310 * 0.81 + 310 * 0.64 + 690 * 0.04) / 2200, within(1e-12));
    assertThat(whole(report, "brier").method()).isEqualTo("BOOTSTRAP");
    assertThat(whole(report, "f1").ciLow()).isLessThan(whole(report, "f1").value());
    assertThat(report.smallCounts()).isFalse();
    assertThat(report.plots().matrix())
        .isEqualTo(
            new ConfusionMatrix(
                List.of("1", "0"), List.of(List.of(890L, 310L), List.of(310L, 690L))));
    assertThat(report.plots().scores())
        .extracting(Kept::points)
        .isEqualTo(List.of(new Point(0.9, 890, 310), new Point(0.2, 1200, 1000)));
  }

  @Test
  void countsEachAttributeAndDeclaredIntersection() {
    EvaluationReport report =
        report(
            plan(List.of(List.of("sex", "age")), claim(PlannedStatistic.ACCURACY, 0.7, null)),
            true);

    assertThat(report.attributes())
        .extracting(CountedAttribute::attribute, CountedAttribute::referenceGroup)
        .containsExactly(tuple("sex", "m"), tuple("age", "old"), tuple("sex × age", "f × old"));
    assertThat(report.attributes().getFirst().groups().getFirst().counts())
        .isEqualTo(new Confusion(450, 150, 350, 150));
    assertThat(report.statistics().stream().map(ReportRow::attribute).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(null, "sex", "age", "sex × age");
    assertThat(
            report.statistics().stream()
                .filter(row -> "sex".equals(row.attribute()) && row.other() != null)
                .toList())
        .hasSize(4)
        .allSatisfy(row -> assertThat(row.method()).isEqualTo("NEWCOMBE"));
  }

  @Test
  void leavesAClaimUndefinedForWhichTheTableHasNothing() {
    EvaluationReport report =
        report(plan(List.of(), claim(PlannedStatistic.ROC_AUC, 0.6, null)), false);

    assertThat(report.claims().getFirst().verdict()).isEqualTo("UNDEFINED");
    assertThat(report.claims().getFirst().reason()).isEqualTo("NO_SCORES");
  }

  @Test
  void leavesAClaimUndefinedForWhichEveryReplicateIsTheSame() {
    EvaluationReport report =
        report(
            plan(
                List.of(),
                claim(PlannedStatistic.F1, 0.9, null),
                claim(PlannedStatistic.ACCURACY, 0.9, null)),
            false,
            List.of(new Rows("f", "old", true, true, 1), new Rows("m", "young", false, false, 1)));

    assertThat(report.claims())
        .extracting(JudgedClaim::verdict, JudgedClaim::reason)
        .containsExactly(tuple("UNDEFINED", "ZERO_VARIANCE"), tuple("INCONCLUSIVE", null));
    assertThat(whole(report, "f1").value()).isEqualTo(1);
    assertThat(whole(report, "f1").ciLow()).isNull();
  }

  @Test
  void refusesAReferenceThatIsNoGroup() {
    EvaluationPlan plan =
        new EvaluationPlan(
            null,
            null,
            "1",
            "0",
            "1",
            0.5,
            false,
            List.of(new PlannedAttribute("sex", "x")),
            List.of(),
            List.of(claim(PlannedStatistic.ACCURACY, 0.7, null)),
            0.95,
            30,
            10,
            null,
            null);

    TableException thrown =
        Assertions.assertThrows(TableException.class, () -> report(plan, false));

    assertThat(thrown.fault()).isEqualTo(TableFault.BAD_GROUP_NAME);
  }
}
