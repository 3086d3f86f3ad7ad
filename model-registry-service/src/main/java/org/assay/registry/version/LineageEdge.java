package org.assay.registry.version;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a version comes from; one of the ids is there.
 *
 * @param kind how it comes from it
 * @param datasetId the data set
 * @param parentId the version
 * @param runId the run
 */
record LineageEdge(
    LineageKind kind, @Nullable UUID datasetId, @Nullable UUID parentId, @Nullable UUID runId) {

  /** An edge to data. */
  static LineageEdge toData(LineageKind kind, UUID datasetId) {
    return new LineageEdge(kind, datasetId, null, null);
  }

  /** An edge to a version. */
  static LineageEdge toVersion(LineageKind kind, UUID parentId) {
    return new LineageEdge(kind, null, parentId, null);
  }

  /** An edge to a run. */
  static LineageEdge toRun(LineageKind kind, UUID runId) {
    return new LineageEdge(kind, null, null, runId);
  }
}
