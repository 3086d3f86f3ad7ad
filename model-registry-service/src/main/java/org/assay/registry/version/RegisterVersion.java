package org.assay.registry.version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.artifact.ArtifactPath;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to register a version.
 *
 * @param digest the digest of the exact bytes that will be deployed
 * @param sourceRevision the revision of the source it was built from, such as a commit
 * @param framework what it was built with
 * @param task what it does, such as binary-classification
 * @param trainingData what it was trained on: names, addresses or digests of data sets
 * @param metrics measured numbers by name; they are claims, which inform and never satisfy
 * @param authors the accounts of who made it, at least one a person
 * @param changeNote what changed since the version before
 * @param supersedes the number of the version it takes the place of
 * @param files the folder or file of the project that the digest is of; Assay takes the digest
 *     itself then, and nothing there changes any more
 * @param runId the run of the project that it was made by, whose parameters, metrics and data it
 *     takes over; {@code training_data} and {@code metrics} are empty then
 * @param lineage what it comes from: data sets, versions, runs
 */
@Schema(name = "RegisterVersion")
record RegisterVersion(
    @NotNull
        @Pattern(
            regexp = "^" + Digest.PATTERN + "$",
            message = "must be sha256: and 64 lower-case hexadecimal digits")
        @Size(min = 71, max = 71)
        @Schema(
            examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    @NotNull
        @PlainText(max = 200)
        @Size(min = 1, max = 200)
        @Schema(examples = "git:4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        String sourceRevision,
    @NotNull
        @PlainText(max = 100)
        @Size(min = 1, max = 100)
        @Schema(examples = "scikit-learn 1.5.2")
        String framework,
    @NotNull
        @PlainText(max = 100)
        @Size(min = 1, max = 100)
        @Schema(examples = "binary-classification")
        String task,
    @NotNull @Size(max = 200) @Schema(examples = "[\"hmda-boston 1990, training split\"]")
        List<@NotNull @PlainText(max = 512) @Size(min = 1, max = 512) String> trainingData,
    @NotNull @Size(max = 200) @Schema(examples = "{\"auc\": 0.83, \"accuracy\": 0.88}")
        Map<@PlainText(max = 100) @Size(min = 1, max = 100) String, @NotNull @Finite Double>
            metrics,
    @NotNull @Size(min = 1, max = 50) @Schema(examples = "[\"engineer\"]")
        List<@NotNull @PlainText(max = 200) @Size(min = 1, max = 200) String> authors,
    @PlainText(max = 4000, lines = true)
        @Size(min = 1, max = 4000)
        @Schema(examples = "Leaves out the applicant's marital status.")
        @Nullable String changeNote,
    @Min(1) @Schema(examples = "2") @Nullable Integer supersedes,
    @Size(min = 1, max = ArtifactPath.MAX_BYTES) @Schema(examples = "models/denial")
        @Nullable String files,
    @Nullable UUID runId,
    @Size(max = 100) @Nullable List<@NotNull @Valid ComesFrom> lineage) {

  /**
   * Refuses numbers and data that are stated beside a run.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  void checkRun() {
    if (runId == null) {
      return;
    }
    requireEmpty(metrics.isEmpty(), "metrics");
    requireEmpty(trainingData.isEmpty(), "training_data");
  }

  private static void requireEmpty(boolean empty, String member) {
    if (!empty) {
      throw ProblemException.invalid(
          "/" + member, "TOO_LONG", member + " come from the run, so they are empty here");
    }
  }
}
