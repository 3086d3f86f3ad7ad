package org.assay.registry.comparison;

import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.VersionState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a model.
 *
 * @param model the full name of the model
 * @param a the first
 * @param b the second
 * @param sameBytes whether both have the same digest
 * @param code what it was built from, what it does, the seed and the steps of preprocessing
 * @param environment what it was built with, the packages that were there, and those it requires
 * @param signature what it takes and gives
 * @param params parameters
 * @param metrics the latest value of each metric
 * @param data what it was made with, by name; registered data by kind, full name and version
 * @param files the files of both, where Assay keeps both
 * @param card the model card
 */
@Schema(name = "VersionComparison")
record ComparisonView(
    String model,
    Side a,
    Side b,
    boolean sameBytes,
    Difference code,
    Difference environment,
    @Nullable Difference signature,
    Difference params,
    Difference metrics,
    Difference data,
    @Nullable Difference files,
    Difference card) {

  /**
   * One of the two.
   *
   * @param number its number
   * @param state where it stands
   * @param digest its exact bytes
   * @param recordDigest the digest of what it was registered with
   * @param cardDigest the digest of its model card
   */
  @Schema(name = "ComparedVersion")
  record Side(
      int number,
      VersionState state,
      @Nullable String digest,
      @Nullable String recordDigest,
      @Nullable String cardDigest) {

    /** Shows a version. */
    static Side from(ModelVersion version) {
      return new Side(
          version.number(),
          version.state(),
          version.digest(),
          version.recordDigest(),
          version.cardDigest());
    }
  }
}
