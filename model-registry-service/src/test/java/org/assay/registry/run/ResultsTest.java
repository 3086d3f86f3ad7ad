package org.assay.registry.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assay.contracts.event.VersionChanged;
import org.assay.registry.experiment.Entry;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private static final UUID PROJECT = new UUID(0, 1);

  @Test
  void writesCanonicalJson() {
    Run run = Run.implicit(PROJECT, PROJECT, Map.of("b", 1.0, "a", 0.25), List.of("hmda"), "me");

    assertThat(new String(Results.of(run).bytes(), UTF_8))
        .isEqualTo(
            "{\"datasets\":[],\"metrics\":[{\"key\":\"a\",\"value\":0.25},"
                + "{\"key\":\"b\",\"value\":1}],\"params\":{},\"training_data\":[\"hmda\"]}");
  }

  @Test
  void keepsWhatJsonHasNoNumberForAsText() {
    Results results = logged(List.of(new Metric("loss", Double.NaN, 5, 3)));

    assertThat(new String(results.bytes(), UTF_8))
        .contains("{\"key\":\"loss\",\"step\":3,\"value\":\"NaN\"}");
    assertThat(results.shownMetrics()).isEmpty();
  }

  @Test
  void holdsAllMetricsAndShowsTheFirst() {
    Results results =
        logged(
            IntStream.range(0, 10_000)
                .mapToObj(at -> new Metric("m%05d".formatted(at), at, 0, 0))
                .toList());

    assertThat(results.metrics()).hasSize(10_000);
    assertThat(results.shownMetrics()).hasSize(200).containsKey("m00199");
  }

  /** However many there are, only those of the vocabulary are told of. */
  @Test
  void claimsTheFiniteMetricsThatAssayComputesToo() {
    List<Metric> metrics = new ArrayList<>();
    IntStream.range(0, 9_990)
        .forEach(at -> metrics.add(new Metric("m%05d".formatted(at), at, 0, 0)));
    metrics.add(new Metric("test_f1", 0.5, 0, 0));
    metrics.add(new Metric("recall", Double.POSITIVE_INFINITY, 0, 0));
    metrics.add(new Metric("rmse", 12, 0, 0));

    assertThat(logged(metrics).claimedFigures())
        .containsExactly(
            new VersionChanged.ClaimedFigure("test_f1", "f1", 0.5),
            new VersionChanged.ClaimedFigure("rmse", "rmse", 12));
    assertThat(Results.read(logged(metrics).bytes()).claimedFigures())
        .isEqualTo(logged(metrics).claimedFigures());
  }

  private static Results logged(List<Metric> metrics) {
    Run run = Run.implicit(PROJECT, PROJECT, Map.of(), List.of(), "me");
    return Results.of(
        run,
        new RunRecords.Logged(metrics, List.of(new Entry("depth", "6")), List.of(), List.of()),
        null);
  }
}
