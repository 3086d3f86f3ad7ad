package org.assay.review.evidence.window;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Assay counted a window from.
 *
 * @param upload where the file lay in the project's artifacts
 * @param dataDigest its exact bytes
 * @param evidence the predictions that it was compared with, where it was with such
 * @param referenceUpload where the file lay that it was compared with
 * @param referenceDigest its exact bytes
 * @param columns which columns were counted
 */
public record WindowSource(
    String upload,
    String dataDigest,
    @Nullable UUID evidence,
    String referenceUpload,
    String referenceDigest,
    List<WatchedColumn> columns) {

  /** Copies the list. */
  public WindowSource {
    columns = List.copyOf(columns);
  }
}
