package org.assay.registry.lineage;

import java.util.UUID;
import org.assay.registry.dataset.Dataset;
import org.assay.registry.version.Seen;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that lineage leads to.
 *
 * @param kind what it is
 * @param id its id
 * @param projectId its project
 * @param projectKey that project's key, null of a run
 * @param name the full name of a version's model, or the name of data or of a run
 * @param number a version's number
 * @param version which of the data of this name it is
 * @param digest its exact bytes, null of a run
 * @param state where it stands
 * @param dataWithdrawn whether data were withdrawn that a version descends from
 */
record LineageNode(
    Kind kind,
    UUID id,
    UUID projectId,
    @Nullable String projectKey,
    String name,
    @Nullable Integer number,
    @Nullable String version,
    @Nullable String digest,
    String state,
    boolean dataWithdrawn) {

  /** A version where a walk begins. */
  static LineageNode of(Seen seen) {
    return new LineageNode(
        Kind.VERSION,
        seen.version().id(),
        seen.version().projectId(),
        seen.in().model().fullName().project().value(),
        seen.in().model().fullName().full(),
        seen.version().number(),
        null,
        seen.version().digest(),
        seen.version().state().name(),
        seen.version().dataWithdrawnAt() != null);
  }

  /** A data set where a walk begins. */
  static LineageNode of(Dataset dataset) {
    return new LineageNode(
        Kind.DATASET,
        dataset.id(),
        dataset.projectId(),
        dataset.project().value(),
        dataset.name(),
        null,
        dataset.version(),
        dataset.digest(),
        dataset.state().name(),
        false);
  }

  /** Says whether it is a draft that was discarded, which is in no answer. */
  boolean isDiscarded() {
    return kind == Kind.VERSION && state.equals("DISCARDED");
  }

  /** What stands in a lineage. */
  @Schema(name = "LineageNodeKind")
  enum Kind {
    VERSION,
    DATASET,
    RUN
  }
}
