package org.assay.registry.loggedmodel;

import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.run.Metric;

/**
 * A number that a run measured on a logged model.
 *
 * @param model the logged model
 * @param metric the number
 * @param datasetName the data it was measured with, empty for none
 * @param datasetDigest their digest, empty for none
 */
public record Measurement(UUID model, Metric metric, String datasetName, String datasetDigest) {

  private static final int MAX_NAME = 500;
  private static final int MAX_DIGEST = 71;

  /**
   * Refuses what breaks a rule: those of data that a run says it read.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  void check() {
    metric.check();
    require(datasetName, MAX_NAME, "dataset_name");
    require(datasetDigest, MAX_DIGEST, "dataset_digest");
  }

  private static void require(String text, int longest, String what) {
    if (text.length() > longest) {
      throw ProblemException.invalid(
          "/" + what,
          "TOO_LONG",
          "%s has %d characters and exceeds the maximum length of %d"
              .formatted(what, text.length(), longest));
    }
  }
}
