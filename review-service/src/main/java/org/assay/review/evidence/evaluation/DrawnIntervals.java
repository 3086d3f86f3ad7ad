package org.assay.review.evidence.evaluation;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.reduction.NumberReduction;
import org.assay.review.evidence.reduction.Reduction;
import org.assay.review.evidence.statistics.BootstrapPlan;
import org.assay.review.evidence.statistics.CalibrationCells;
import org.assay.review.evidence.statistics.ClassRows;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.CountBootstrap;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.IntervalMethod;
import org.assay.review.evidence.statistics.IntervalSource;
import org.assay.review.evidence.statistics.IntervalSource.Made;
import org.assay.review.evidence.statistics.NumberRows;
import org.assay.review.evidence.statistics.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Which intervals are drawn from the rows of a table, and from what: of a table of up to {@value
 * #FEW} rows all that have no closed one, of one of up to {@value #MOST} those that the plan
 * claims, and of single classes these alone. Beyond that counts are drawn where counts suffice.
 * Seeds are made of the data and the plan, so that nobody chooses them.
 */
final class DrawnIntervals {

  /** Up to so many rows every replicate of every statistic takes some seconds together. */
  private static final long FEW = 100_000;

  /** More rows are never drawn: statistics.md, section 9. */
  private static final long MOST = 1_000_000;

  /** What is done before, in percent, and how much of the rest each interval is said to take. */
  private static final int BEFORE = 80;

  private static final int STEP = 2;

  private final ReportBasis basis;
  private final long rows;
  private int made;

  /**
   * Begins.
   *
   * @param rows how many the table has
   */
  DrawnIntervals(ReportBasis basis, long rows) {
    this.basis = basis;
    this.rows = rows;
  }

  /**
   * Draws rows of predicted classes.
   *
   * @param className of several classes, for the statistics of one: which
   */
  IntervalSource ofClasses(Supplier<ClassRows> table, @Nullable String className) {
    return statistic ->
        draws(statistic, className)
            ? Optional.of(
                drawn(
                    IntervalMethod.BOOTSTRAP,
                    table.get().interval(statistic, className, plan(statistic, className), goOn())))
            : Optional.empty();
  }

  /** Returns the rows of a table, which are read when they are first asked for. */
  Supplier<ClassRows> rows(Reduction table) {
    return new Once<>(() -> classes(table));
  }

  private ClassRows classes(Reduction table) {
    basis.hold(rows, ClassRows.BYTES);
    ClassRows read = new ClassRows(basis.plan().labels());
    table.rows(read::add);
    return read;
  }

  /**
   * Draws counts of rows by bin for the calibration error, where the plan claims it.
   *
   * @param of its name
   */
  IntervalSource ofCells(CalibrationCells cells, String of) {
    return statistic ->
        statistic.equals(of) && claimed(of, null)
            ? Optional.of(drawn(IntervalMethod.BOOTSTRAP_COUNTS, cells.ece(plan(of, null), goOn())))
            : Optional.empty();
  }

  /** Draws rows of predicted numbers. */
  IntervalSource ofNumbers(NumberReduction table) {
    Supplier<NumberRows> once =
        new Once<>(
            () -> {
              basis.hold(rows, NumberRows.BYTES);
              NumberRows read = new NumberRows();
              table.rows(read::add);
              return read;
            });
    return statistic ->
        draws(statistic, null)
            ? Optional.of(
                drawn(
                    IntervalMethod.BOOTSTRAP,
                    once.get().interval(statistic, plan(statistic, null), goOn())))
            : Optional.empty();
  }

  /** Draws counts of predicted classes, for what they suffice for. */
  IntervalSource ofCounts(ConfusionMatrix matrix, @Nullable String className) {
    int at = className == null ? 0 : matrix.classes().indexOf(className);
    return statistic ->
        CountBootstrap.statistic(statistic, at)
            .map(
                of -> {
                  Runnable goOn = goOn();
                  Outcome<Interval> interval =
                      CountBootstrap.percentile(
                          plan(statistic, className),
                          matrix,
                          counts -> {
                            goOn.run();
                            return of.apply(counts);
                          });
                  return drawn(IntervalMethod.BOOTSTRAP_COUNTS, interval);
                });
  }

  /** Of few rows that are all alike every replicate is the same, which proves nothing. */
  private static Made drawn(IntervalMethod method, Outcome<Interval> interval) {
    return new Made(method, interval.then(Interval::ofSomeWidth));
  }

  private boolean draws(String statistic, @Nullable String className) {
    boolean claimed = claimed(statistic, className);
    return className == null ? rows <= (claimed ? MOST : FEW) : claimed && rows <= MOST;
  }

  private boolean claimed(String statistic, @Nullable String className) {
    return basis.plan().claims().stream()
        .filter(claim -> claim.statistic().statistic().equals(statistic))
        .map(PlannedClaim::className)
        .anyMatch(claimed -> Objects.equals(claimed, className));
  }

  private BootstrapPlan plan(String statistic, @Nullable String className) {
    return BootstrapPlan.of(
        basis.digest(),
        className == null ? statistic : statistic + "/" + className,
        basis.planDigest(),
        BootstrapPlan.REPLICATES,
        basis.plan().confidence());
  }

  private Runnable goOn() {
    int percent = Math.min(99, BEFORE + STEP * made++);
    return () -> basis.reached(percent);
  }

  /** Makes something when it is first asked for. */
  private static final class Once<T> implements Supplier<T> {

    private final Supplier<T> how;
    private @Nullable T made;

    private Once(Supplier<T> how) {
      this.how = how;
    }

    @Override
    public T get() {
      T known = made;
      if (known == null) {
        known = how.get();
        made = known;
      }
      return known;
    }
  }
}
