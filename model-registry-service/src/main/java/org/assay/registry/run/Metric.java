package org.assay.registry.run;

import java.util.List;
import org.assay.registry.experiment.Keys;

/**
 * A number measured at a step of a run.
 *
 * @param key its name
 * @param value the number; NaN and the infinities are values too
 * @param loggedAt by the client's clock, in milliseconds since 1970
 * @param step the step, 0 where a run has none
 */
public record Metric(String key, double value, long loggedAt, long step) {

  /** Reads a point back from its place among the points of its metric. */
  public static Metric at(String key, List<String> position) {
    return new Metric(
        key,
        Double.parseDouble(position.get(2)),
        Long.parseLong(position.get(0)),
        Long.parseLong(position.get(1)));
  }

  /** Returns its place among the points of its metric: time, step and value. */
  public List<String> position() {
    return List.of(Long.toString(loggedAt), Long.toString(step), Double.toString(value));
  }

  /**
   * Refuses a name that breaks a rule.
   *
   * @throws org.assay.kit.problem.ProblemException 422 {@code VALIDATION_FAILED}
   */
  public void check() {
    Keys.check("metric", key, "/metrics");
  }
}
