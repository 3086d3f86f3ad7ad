package org.assay.registry.version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that a version comes from: exactly one of a data set, a version and a run.
 *
 * @param kind how it comes from it
 * @param datasetId a data set, for TRAINED_ON, TUNED_ON and EVALUATED_ON
 * @param version a version, for FINE_TUNED_FROM, DISTILLED_FROM and AGGREGATED_FROM
 * @param runId a run, for the same
 */
@Schema(name = "ComesFrom")
record ComesFrom(
    @NotNull @Schema(examples = "FINE_TUNED_FROM") Kind kind,
    @Nullable UUID datasetId,
    @Valid @Nullable VersionRef version,
    @Nullable UUID runId) {

  /**
   * Refuses what names no source, several, or one of the wrong kind.
   *
   * @param pointer where it stands in the input
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  void check(String pointer) {
    if (Stream.of(datasetId, version, runId).filter(Objects::nonNull).count() != 1) {
      throw ProblemException.invalid(
          pointer, "INVALID", "exactly one of dataset_id, version and run_id is named");
    }
    boolean wantsData = kind.of().source() == LineageKind.Source.DATASET;
    if (wantsData != (datasetId != null)) {
      throw ProblemException.invalid(
          pointer,
          "INVALID",
          wantsData
              ? "%s names a data set by dataset_id".formatted(kind)
              : "%s names a version, or a run by run_id".formatted(kind));
    }
  }

  /** How a version may be said to come from something. */
  @Schema(name = "StatedLineageKind")
  enum Kind {
    TRAINED_ON,
    TUNED_ON,
    EVALUATED_ON,
    FINE_TUNED_FROM,
    DISTILLED_FROM,
    AGGREGATED_FROM;

    /** Returns it among all kinds. */
    LineageKind of() {
      return LineageKind.valueOf(name());
    }
  }

  /**
   * A version by its name.
   *
   * @param model the full name of its model
   * @param number its number
   */
  @Schema(name = "VersionReference")
  record VersionRef(
      @NotNull @Size(min = 3, max = 300) @Schema(examples = "credit.denial") String model,
      @NotNull @Min(1) @Max(Integer.MAX_VALUE) @Schema(examples = "2") Integer number) {}
}
