package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;

/** Flags versions whose data were withdrawn; each tells of it in an event of its own. */
@ApplicationScoped
public class VersionFlagging {

  private final ModelVersions versions;
  private final Models models;
  private final VersionBasis basis;
  private final EventLog events;

  VersionFlagging(ModelVersions versions, Models models, VersionBasis basis, EventLog events) {
    this.versions = versions;
    this.models = models;
    this.basis = basis;
    this.events = events;
  }

  /**
   * Flags versions, in the running transaction, which holds their rows from here on; who was
   * flagged for the data set already is not told again.
   *
   * @param versionIds at most a few hundred
   */
  public void flag(Collection<UUID> versionIds, UUID datasetId, Cause cause) {
    tell(versionIds, (locked, in) -> basis.flag(locked, List.of(datasetId), in, cause));
  }

  /**
   * Tells again of versions that are flagged already, each data set in an event of a new revision;
   * in the running transaction, which holds their rows from here on.
   *
   * @param versionIds at most a few hundred
   */
  void again(Collection<UUID> versionIds) {
    tell(versionIds, basis::again);
  }

  private void tell(
      Collection<UUID> versionIds,
      BiFunction<List<ModelVersion>, Function<ModelVersion, Model>, List<NewEvent>> of) {
    List<ModelVersion> locked = versions.lock(versionIds);
    Map<UUID, Model> in = models.mapById(locked.stream().map(ModelVersion::modelId));
    List<NewEvent> told = of.apply(locked, version -> modelOf(version, in));
    versions.flush();
    if (!told.isEmpty()) {
      events.append(told);
    }
  }

  private static Model modelOf(ModelVersion version, Map<UUID, Model> models) {
    Model model = models.get(version.modelId());
    if (model == null) {
      throw new IllegalStateException("Version " + version.id() + " has lost its model");
    }
    return model;
  }
}
