package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.name.MetricVocabulary;
import org.assay.review.evidence.statistics.BinnedCalibration;
import org.assay.review.evidence.statistics.ClassReport;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.ErrorSums;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.GroupCalibration;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.IntervalSource;
import org.assay.review.evidence.statistics.Minimum;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PerformanceReport;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.Scope;
import org.assay.review.evidence.statistics.ScoreCurve;
import org.junit.jupiter.api.Test;

/** The names of metrics that are compared are those of what is computed of all rows. */
class MetricNamesTest {

  private static final Confusion COUNTS = new Confusion(5, 5, 5, 5);

  @Test
  void areOfEveryFigureOfAllRows() {
    assertThat(MetricVocabulary.statistics()).isEqualTo(names(Scope.OfAll.class));
  }

  /** A metric does not say of which attribute it is. */
  @Test
  void areOfNoFigureThatComparesGroups() {
    assertThat(names(Scope.OfAttribute.class))
        .contains("demographic_parity_ratio", "calibration_gap")
        .doesNotContainAnyElementsOf(MetricVocabulary.statistics());
  }

  private static Set<String> names(Class<? extends Scope> scope) {
    List<Group> groups = List.of(new Group("A", COUNTS), new Group("B", COUNTS));
    ScoreCurve curve = new ScoreCurve(10, 10);
    curve.add(0.9, 5, 5);
    curve.add(0.1, 5, 5);
    GroupReport.Plan plan = new GroupReport.Plan("sex", true, "A", 0.95, Minimum.NONE);
    return Stream.of(
            PerformanceReport.of(COUNTS, curve, true, 0.95, IntervalSource.NONE),
            ClassReport.of(
                ConfusionMatrix.of("yes", "no", COUNTS),
                new BinnedCalibration(),
                0.95,
                IntervalSource.NONE,
                _ -> IntervalSource.NONE),
            new ErrorSums(2, 1, 1, 1, 1).ofAll(Outcome.ok(0.5), 0.95, IntervalSource.NONE),
            GroupReport.of(groups, plan),
            GroupCalibration.of("sex", Map.of(), Minimum.NONE))
        .flatMap(Collection::stream)
        .filter(figure -> scope.isInstance(figure.scope()))
        .map(Reported::statistic)
        .collect(Collectors.toSet());
  }
}
