package org.assay.registry.run;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assay.registry.experiment.Entry;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a run logs at once, all of it or nothing.
 *
 * @param metrics numbers that it measured
 * @param params what it was made with; a parameter never changes
 * @param tags what is said of it; a tag that is there is replaced
 */
@Schema(name = "LogToRun")
record LogToRun(
    @Size(max = 1_000) @Nullable List<@NotNull @Valid Point> metrics,
    @Size(max = 100) @Schema(examples = "{\"max_depth\": \"6\"}")
        @Nullable Map<@Size(min = 1, max = 250) String, @NotNull @Size(max = 6_000) String> params,
    @Size(max = 100) @Schema(examples = "{\"stage\": \"tuning\"}")
        @Nullable Map<@Size(min = 1, max = 250) String, @NotNull @Size(max = 8_000) String> tags) {

  /** Returns it as runs take it; a metric without a time was measured now. */
  RunLog.Batch batch(long now) {
    return new RunLog.Batch(
        Objects.requireNonNullElse(metrics, List.<Point>of()).stream()
            .map(point -> point.metric(now))
            .toList(),
        entries(params),
        entries(tags));
  }

  private static List<Entry> entries(@Nullable Map<String, String> texts) {
    return texts == null
        ? List.of()
        : texts.entrySet().stream().map(one -> new Entry(one.getKey(), one.getValue())).toList();
  }

  /**
   * A number that a run measured.
   *
   * @param key its name
   * @param value the number
   * @param step the step, 0 where a run has none
   * @param at when, by its client's clock; where it is absent, the present
   */
  @Schema(name = "MetricPoint")
  record Point(
      @NotNull @Size(min = 1, max = 250) @Schema(examples = "auc") String key,
      @NotNull @Schema(examples = "0.83") Double value,
      @Nullable Long step,
      @Nullable Instant at) {

    private Metric metric(long now) {
      return new Metric(
          key, value, at == null ? now : at.toEpochMilli(), Objects.requireNonNullElse(step, 0L));
    }
  }
}
