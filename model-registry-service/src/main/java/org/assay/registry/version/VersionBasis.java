package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.OwnCause;
import org.assay.registry.RegistryProblem;
import org.assay.registry.dataset.Dataset;
import org.assay.registry.dataset.DatasetState;
import org.assay.registry.dataset.Datasets;
import org.assay.registry.dataset.VisibleDatasets;
import org.assay.registry.model.Model;
import org.assay.registry.run.ResultRecords;
import org.assay.registry.run.Results;
import org.assay.registry.run.Run;
import org.assay.registry.run.RunSnapshots;
import org.assay.registry.run.Runs;
import org.assay.registry.run.VisibleRuns;
import org.jspecify.annotations.Nullable;

/**
 * What a version rests on besides its bytes: the results it was registered with, and what it comes
 * from. Of a version from a run both are taken at registration, for the run goes on, and once more
 * when the version is first submitted; from then on neither the version's record nor the run's
 * results change.
 */
@ApplicationScoped
public class VersionBasis {

  private static final Clock CLOCK = Clock.systemUTC();

  private final VisibleDatasets datasets;
  private final Datasets registered;
  private final VisibleVersions versions;
  private final VisibleRuns visibleRuns;
  private final Runs runs;
  private final RunSnapshots snapshots;
  private final ResultRecords records;
  private final LineageEdges lineage;
  private final RevokedAncestors ancestors;

  VersionBasis(
      VisibleDatasets datasets,
      Datasets registered,
      VisibleVersions versions,
      VisibleRuns visibleRuns,
      Runs runs,
      RunSnapshots snapshots,
      ResultRecords records,
      LineageEdges lineage,
      RevokedAncestors ancestors) {
    this.datasets = datasets;
    this.registered = registered;
    this.versions = versions;
    this.visibleRuns = visibleRuns;
    this.runs = runs;
    this.snapshots = snapshots;
    this.records = records;
    this.lineage = lineage;
    this.ancestors = ancestors;
  }

  /**
   * Finds what a registration says the version comes from; the caller has to be allowed to read it.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where something is not there, 409 {@code
   *     DATASET_WITHDRAWN}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  List<LineageEdge> named(@Nullable List<ComesFrom> asked, Caller caller) {
    List<LineageEdge> edges = new ArrayList<>();
    for (int index = 0; asked != null && index < asked.size(); index++) {
      asked.get(index).check("/lineage/" + index);
    }
    for (int index = 0; asked != null && index < asked.size(); index++) {
      edges.add(edge(asked.get(index), "/lineage/" + index, caller));
    }
    return edges;
  }

  private LineageEdge edge(ComesFrom asked, String pointer, Caller caller) {
    LineageKind kind = asked.kind().of();
    try {
      if (asked.datasetId() != null) {
        return LineageEdge.toData(kind, usable(asked.datasetId(), pointer, caller).id());
      }
      if (asked.version() != null) {
        ComesFrom.VersionRef named = asked.version();
        return LineageEdge.toVersion(
            kind, versions.find(named.model(), named.number(), caller).version().id());
      }
      UUID run = Objects.requireNonNull(asked.runId(), "check() has seen one of the three");
      return LineageEdge.toRun(kind, visibleRuns.find(run, caller).run().id());
    } catch (ProblemException absent) {
      throw absent.type().status() == 404
          ? ProblemException.invalid(pointer, "UNKNOWN", absent.detail())
          : absent;
    }
  }

  private Dataset usable(UUID id, String pointer, Caller caller) {
    Dataset dataset = datasets.find(id, caller).dataset();
    if (dataset.state() == DatasetState.WITHDRAWN) {
      throw ProblemException.of(
              RegistryProblem.DATASET_WITHDRAWN,
              "Data set %s, version %s, is withdrawn".formatted(dataset.name(), dataset.version()))
          .at(
              pointer + "/dataset_id",
              RegistryProblem.DATASET_WITHDRAWN.code(),
              "Data that may still be used");
    }
    requireKept(List.of(id), pointer + "/dataset_id");
    return dataset;
  }

  private void requireKept(Collection<UUID> ids, String pointer) {
    registered
        .keptUntilBefore(LocalDate.now(CLOCK), ids)
        .ifPresent(
            dataset -> {
              throw ProblemException.invalid(
                  pointer,
                  "RETENTION_OVER",
                  "data set %s, version %s, was to be kept until %s"
                      .formatted(dataset.name(), dataset.version(), dataset.retainUntil()));
            });
  }

  /**
   * Returns what a run comes from.
   *
   * @param known the data sets that the version rests on already, whose last day may be over since
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where the last day is over of data that
   *     it read
   */
  private List<LineageEdge> edgesOf(Run source, Collection<UUID> known) {
    List<LineageEdge> edges = lineage.of(source);
    Set<UUID> fresh = datasets(edges);
    fresh.removeAll(known);
    requireKept(fresh, "/run_id");
    return edges;
  }

  /**
   * Finds a run of a project that a version is registered from, and keeps it from changing; empty
   * where the caller knows of none.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where it is a run of another project,
   *     whose withdrawn data and results would not reach the version
   */
  Optional<Run> source(String written, UUID projectId, Caller caller) {
    Optional<UUID> id = RunSnapshots.id(written);
    Optional<Run> found = id.flatMap(run -> snapshots.source(run, projectId));
    if (found.isEmpty()
        && id.isPresent()
        && !visibleRuns.known(List.of(id.get()), caller).isEmpty()) {
      throw ProblemException.invalid(
          "/run_id", "UNKNOWN", "run %s belongs to another project".formatted(written));
    }
    return found;
  }

  /**
   * Keeps the results of a run for a version, in the running transaction.
   *
   * @param named what the registration says that it comes from
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where the last day is over of data that
   *     the run read
   */
  Basis from(Run source, Model model, List<LineageEdge> named, Caller caller) {
    RunSnapshots.Kept kept = snapshots.keep(source, model.projectId(), model.id(), caller);
    Set<LineageEdge> edges = new LinkedHashSet<>(named);
    edges.addAll(edgesOf(source, datasets(named)));
    return new Basis(kept.run(), kept.digest(), List.copyOf(edges));
  }

  /** Keeps results that came with a registration, in the running transaction. */
  Basis from(Run implicit, List<LineageEdge> named) {
    runs.persist(implicit);
    return new Basis(
        implicit,
        Digest.ofContent(Results.of(implicit).bytes()),
        named.stream().distinct().toList());
  }

  /**
   * Writes what a version comes from, once it is inserted, in the running transaction.
   *
   * @return the events that tell which withdrawn data it descends from, to be appended in order
   */
  List<NewEvent> write(ModelVersion version, Collection<LineageEdge> found, Model model, Cause by) {
    List<NewEvent> told = new ArrayList<>(connect(version, found, model, by));
    if (version.digest() != null && found.stream().anyMatch(edge -> edge.parentId() != null)) {
      told.addAll(ancestors.inherit(version, by));
    }
    return told;
  }

  private List<NewEvent> connect(
      ModelVersion version, Collection<LineageEdge> found, Model model, Cause by) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<LineageEdge> edges = List.copyOf(found);
    Set<UUID> withdrawn = lineage.withdrawn(edges);
    lineage.add(version.id(), edges);
    return withdrawn.isEmpty() ? List.of() : flag(List.of(version), withdrawn, _ -> model, by);
  }

  /**
   * Flags versions whose rows are locked, in the running transaction.
   *
   * @param in the model of each
   * @return an event for each withdrawn data set that is new to one, to be appended in order
   */
  List<NewEvent> flag(
      List<ModelVersion> versions,
      Collection<UUID> withdrawn,
      Function<ModelVersion, Model> in,
      Cause cause) {
    Map<UUID, List<UUID>> fresh =
        lineage.flag(versions.stream().map(ModelVersion::id).toList(), withdrawn);
    List<NewEvent> told = new ArrayList<>();
    for (ModelVersion version : versions) {
      for (UUID dataset : fresh.getOrDefault(version.id(), List.of())) {
        version.loseData(CLOCK.instant());
        told.add(version.dataWithdrawn(dataset, in.apply(version).fullName(), cause));
      }
    }
    return told;
  }

  /**
   * Tells again which withdrawn data versions descend from, whose rows are locked.
   *
   * @param in the model of each
   * @return an event for each data set, to be appended in order
   */
  List<NewEvent> again(List<ModelVersion> versions, Function<ModelVersion, Model> in) {
    Map<UUID, List<UUID>> flagged =
        lineage.withdrawnByVersion(versions.stream().map(ModelVersion::id).toList());
    List<NewEvent> told = new ArrayList<>();
    for (ModelVersion version : versions) {
      if (version.state() == VersionState.DISCARDED || version.state() == VersionState.RETIRED) {
        continue;
      }
      Cause cause = OwnCause.of(version.createdBy());
      for (UUID dataset : flagged.getOrDefault(version.id(), List.of())) {
        version.loseData(CLOCK.instant());
        told.add(version.dataWithdrawn(dataset, in.apply(version).fullName(), cause));
      }
    }
    return told;
  }

  /**
   * Fixes what a version rests on as it is first submitted, its row locked, in the running
   * transaction: results that came to its run since the registration count too.
   *
   * @return events to be appended before those of {@link #revokedAncestors} and of the submission
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where the last day is over of data that
   *     the run read since the registration
   */
  List<NewEvent> fix(ModelVersion version, Model model, Caller caller) {
    if (version.round() > 0) {
      return List.of();
    }
    Run implicit = runs.findById(version.runId());
    Optional<Digest> digest = snapshots.fix(implicit, caller);
    if (digest.isEmpty()) {
      return List.of();
    }
    Run source =
        runs.findById(
            Objects.requireNonNull(implicit.sourceRunId(), "fix() has followed it already"));
    List<LineageEdge> edges = edgesOf(source, version.datasetIds());
    Set<UUID> data = new LinkedHashSet<>(version.datasetIds());
    data.addAll(datasets(edges));
    version.restOn(digest.get(), data);
    return connect(version, edges, model, Cause.by(caller));
  }

  /**
   * Returns the events that tell of a version in submission which of its ancestors were revoked.
   */
  List<NewEvent> revokedAncestors(ModelVersion version, Cause by) {
    return ancestors.inherit(version, by);
  }

  /** Returns the canonical bytes of what a version was registered with. */
  byte[] record(ModelVersion version) {
    return Optional.ofNullable(version.recordDigest())
        .flatMap(records::content)
        .orElseGet(() -> Results.of(runs.findById(version.runId())).bytes());
  }

  /** Returns what a version was registered with; of one that was submitted it never changes. */
  public Results results(ModelVersion version) {
    return Results.read(record(version));
  }

  private static Set<UUID> datasets(Collection<LineageEdge> edges) {
    Set<UUID> ids = new LinkedHashSet<>();
    edges.stream().map(LineageEdge::datasetId).filter(Objects::nonNull).forEach(ids::add);
    return ids;
  }

  /**
   * What a new version rests on.
   *
   * @param run its implicit run
   * @param digest the digest of its results
   * @param edges what it comes from
   */
  record Basis(Run run, Digest digest, List<LineageEdge> edges) {

    /** Copies the list. */
    Basis {
      edges = List.copyOf(edges);
    }

    /** Tells a new version of it. */
    void under(ModelVersion version) {
      version.restOn(digest, datasets(edges));
    }
  }
}
