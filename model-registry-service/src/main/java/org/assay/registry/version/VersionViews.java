package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.assessment.Assessment;
import org.assay.registry.assessment.AssessmentView;
import org.assay.registry.assessment.Assessments;
import org.assay.registry.assessment.OverrideCopy;
import org.assay.registry.assessment.Overrides;
import org.assay.registry.model.Model;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.run.ResultRecords;
import org.assay.registry.run.Run;
import org.assay.registry.run.Runs;
import org.assay.registry.tag.Tagged;
import org.assay.registry.tag.Tags;
import org.assay.registry.version.VersionView.ModelRef;
import org.assay.registry.version.VersionView.OverrideView;
import org.assay.registry.version.VersionView.ReleaseView;
import org.jspecify.annotations.Nullable;

/** Shows versions to a caller: a page in as many statements as one version takes. */
@ApplicationScoped
class VersionViews {

  private final Accounts accounts;
  private final Runs runs;
  private final Assessments assessments;
  private final VersionReleases releases;
  private final Overrides overrides;
  private final ResultRecords records;
  private final LineageEdges lineage;
  private final ModelVersions versions;
  private final Tags tags;

  VersionViews(
      Accounts accounts,
      Runs runs,
      Assessments assessments,
      VersionReleases releases,
      Overrides overrides,
      ResultRecords records,
      LineageEdges lineage,
      ModelVersions versions,
      Tags tags) {
    this.accounts = accounts;
    this.versions = versions;
    this.tags = tags;
    this.runs = runs;
    this.records = records;
    this.lineage = lineage;
    this.assessments = assessments;
    this.releases = releases;
    this.overrides = overrides;
  }

  /** Shows one version. */
  VersionView view(Seen seen, Caller caller) {
    return views(List.of(seen.version()), seen.in(), caller).getFirst();
  }

  /** Shows one version with its tags and aliases, which are too many for a list. */
  VersionView whole(Seen seen, Caller caller) {
    ModelVersion version = seen.version();
    return view(
        version,
        seen.in(),
        caller,
        around(List.of(version)),
        new Labels(
            tags.byKey(Tagged.version(version.projectId(), version.id())),
            versions.aliases(version)));
  }

  /** Shows versions of one model, in the order given. */
  List<VersionView> views(List<ModelVersion> versions, Found in, Caller caller) {
    return views(versions, _ -> in, caller);
  }

  /**
   * Shows versions of any models, in the order given.
   *
   * @param in the model of a version, and what the caller is in its project
   */
  List<VersionView> views(
      List<ModelVersion> versions, Function<ModelVersion, Found> in, Caller caller) {
    if (versions.isEmpty()) {
      return List.of();
    }
    Around around = around(versions);
    return versions.stream()
        .map(version -> view(version, in.apply(version), caller, around, Labels.UNSAID))
        .toList();
  }

  private Around around(List<ModelVersion> versions) {
    List<UUID> submitted =
        versions.stream().filter(version -> version.round() > 0).map(ModelVersion::id).toList();
    Map<UUID, List<OverrideCopy>> passed = overrides.ofVersions(submitted);
    Map<UUID, Run> ran = runs.byId(versions.stream().map(ModelVersion::runId).distinct().toList());
    return new Around(
        ran,
        records.shown(digestsOfRuns(versions, ran)),
        lineage.withdrawnByVersion(
            versions.stream()
                .filter(version -> version.dataWithdrawnAt() != null)
                .map(ModelVersion::id)
                .toList()),
        assessments.byVersion(submitted),
        releases.standing(submitted),
        passed,
        accounts.people(
            Stream.concat(
                versions.stream().flatMap(VersionViews::subjects),
                passed.values().stream()
                    .flatMap(List::stream)
                    .flatMap(copy -> copy.approvers().stream()))));
  }

  /** Only what came from a run of an experiment stands in a record of its own. */
  private static List<String> digestsOfRuns(List<ModelVersion> versions, Map<UUID, Run> ran) {
    return versions.stream()
        .filter(
            version -> {
              Run run = ran.get(version.runId());
              return run != null && run.sourceRunId() != null;
            })
        .map(ModelVersion::recordDigest)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static Stream<String> subjects(ModelVersion version) {
    return Stream.concat(
        version.authors().stream(),
        Stream.concat(Stream.of(version.createdBy()), Stream.ofNullable(version.submittedBy())));
  }

  private static VersionView view(
      ModelVersion version, Found in, Caller caller, Around around, Labels labels) {
    Run run = around.runs().get(version.runId());
    if (run == null) {
      throw new IllegalStateException("Version " + version.id() + " has lost its run");
    }
    Model model = in.model();
    People people = around.people();
    String submitter = version.submittedBy();
    Assessment assessment = around.assessments().get(version.id());
    ResultRecords.Shown shown =
        around
            .records()
            .getOrDefault(
                version.recordDigest(), new ResultRecords.Shown(run.metrics(), run.trainingData()));
    return new VersionView(
        version.id(),
        new ModelRef(model.id(), model.fullName().full(), model.fullName().project().value()),
        version.number(),
        version.state(),
        version.description(),
        version.source(),
        version.files(),
        version.digest(),
        version.digestOrigin(),
        version.sourceRevision(),
        version.framework(),
        version.task(),
        shown.trainingData(),
        shown.metrics(),
        version.authors().stream().map(people::named).toList(),
        submitter == null ? null : people.named(submitter),
        version.round(),
        version.runId(),
        version.changeNote(),
        version.supersedes(),
        version.successor(),
        version.lastDay(),
        version.recordDigest(),
        version.cardDigest(),
        version.datasetIds(),
        version.dataWithdrawnAt(),
        around.withdrawn().getOrDefault(version.id(), List.of()),
        labels.tags(),
        labels.aliases(),
        around.releases().getOrDefault(version.id(), List.of()).stream()
            .map(ReleaseView::from)
            .toList(),
        assessment == null ? null : AssessmentView.from(assessment),
        around.overrides().getOrDefault(version.id(), List.of()).stream()
            .map(copy -> OverrideView.from(copy, people))
            .toList(),
        version.createdAt(),
        people.named(version.createdBy()),
        version.revision(),
        VersionActs.actions(version, caller, in.standing()));
  }

  /** Tags and aliases of one version; null where they are not shown. */
  private record Labels(@Nullable Map<String, String> tags, @Nullable List<String> aliases) {

    private static final Labels UNSAID = new Labels(null, null);
  }

  /** What stands around a page of versions, read together. */
  private record Around(
      Map<UUID, Run> runs,
      Map<String, ResultRecords.Shown> records,
      Map<UUID, List<UUID>> withdrawn,
      Map<UUID, Assessment> assessments,
      Map<UUID, List<VersionRelease>> releases,
      Map<UUID, List<OverrideCopy>> overrides,
      People people) {}
}
