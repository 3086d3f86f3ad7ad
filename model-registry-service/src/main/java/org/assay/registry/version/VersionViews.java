package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.assessment.Assessment;
import org.assay.registry.assessment.AssessmentView;
import org.assay.registry.assessment.Assessments;
import org.assay.registry.model.Model;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.run.Run;
import org.assay.registry.run.Runs;
import org.assay.registry.version.VersionView.ModelRef;
import org.assay.registry.version.VersionView.ReleaseView;

/** Shows versions of a model to a caller: a page in the three statements that one version takes. */
@ApplicationScoped
class VersionViews {

  private final Accounts accounts;
  private final Runs runs;
  private final Assessments assessments;
  private final VersionReleases releases;

  VersionViews(Accounts accounts, Runs runs, Assessments assessments, VersionReleases releases) {
    this.accounts = accounts;
    this.runs = runs;
    this.assessments = assessments;
    this.releases = releases;
  }

  /** Shows one version. */
  VersionView view(Seen seen, Caller caller) {
    return views(List.of(seen.version()), seen.in(), caller).getFirst();
  }

  /** Shows versions of one model, in the order given. */
  List<VersionView> views(List<ModelVersion> versions, Found in, Caller caller) {
    if (versions.isEmpty()) {
      return List.of();
    }
    Around around = around(versions);
    return versions.stream().map(version -> view(version, in, caller, around)).toList();
  }

  private Around around(List<ModelVersion> versions) {
    List<UUID> submitted =
        versions.stream().filter(version -> version.round() > 0).map(ModelVersion::id).toList();
    return new Around(
        runs.byId(versions.stream().map(ModelVersion::runId).distinct().toList()),
        assessments.byVersion(submitted),
        releases.standing(submitted),
        accounts.people(versions.stream().flatMap(VersionViews::subjects)));
  }

  private static Stream<String> subjects(ModelVersion version) {
    return Stream.concat(
        version.authors().stream(),
        Stream.concat(Stream.of(version.createdBy()), Stream.ofNullable(version.submittedBy())));
  }

  private static VersionView view(ModelVersion version, Found in, Caller caller, Around around) {
    Run run = around.runs().get(version.runId());
    if (run == null) {
      throw new IllegalStateException("Version " + version.id() + " has lost its run");
    }
    Model model = in.model();
    People people = around.people();
    String submitter = version.submittedBy();
    Assessment assessment = around.assessments().get(version.id());
    return new VersionView(
        version.id(),
        new ModelRef(model.id(), model.fullName().full(), model.fullName().project().value()),
        version.number(),
        version.state(),
        version.description(),
        version.source(),
        version.digest(),
        version.digestOrigin(),
        version.sourceRevision(),
        version.framework(),
        version.task(),
        run.trainingData(),
        run.metrics(),
        version.authors().stream().map(people::named).toList(),
        submitter == null ? null : people.named(submitter),
        version.round(),
        version.runId(),
        version.changeNote(),
        version.supersedes(),
        around.releases().getOrDefault(version.id(), List.of()).stream()
            .map(ReleaseView::from)
            .toList(),
        assessment == null ? null : AssessmentView.from(assessment),
        version.createdAt(),
        people.named(version.createdBy()),
        version.revision(),
        VersionActs.actions(version, caller, in.standing()));
  }

  /** What stands around a page of versions, read together. */
  private record Around(
      Map<UUID, Run> runs,
      Map<UUID, Assessment> assessments,
      Map<UUID, List<VersionRelease>> releases,
      People people) {}
}
