package org.assay.registry.mlflow.model;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.assay.contracts.name.ModelName;
import org.assay.kit.identity.Caller;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.tag.Tag;
import org.assay.registry.version.Origin;
import org.assay.registry.version.Seen;
import org.assay.registry.version.Stage;
import org.assay.registry.version.VersionChanges;
import org.assay.registry.version.VersionDrafting;
import org.assay.registry.version.VersionState;
import org.assay.registry.version.VisibleVersions;
import org.jspecify.annotations.Nullable;

/** What MLflow's clients ask of versions, each a call of the feature that has the rule. */
@ApplicationScoped
class RegisteredVersions {

  private final MlflowRequest request;
  private final Wording wording;
  private final VisibleVersions visible;
  private final VersionDrafting drafting;
  private final VersionChanges changes;
  private final VersionSources sources;
  private final VersionPages pages;
  private final RegistryAnswers answers;

  RegisteredVersions(
      MlflowRequest request,
      Wording wording,
      VisibleVersions visible,
      VersionDrafting drafting,
      VersionChanges changes,
      VersionSources sources,
      VersionPages pages,
      RegistryAnswers answers) {
    this.request = request;
    this.wording = wording;
    this.visible = visible;
    this.drafting = drafting;
    this.changes = changes;
    this.sources = sources;
    this.pages = pages;
    this.answers = answers;
  }

  Answer.Version create(Asked.NewVersion asked) {
    String written = required(asked.name(), "name");
    Workspace workspace = request.workspace();
    ModelName name = workspace.model(written);
    String description = Asked.description(asked.description());
    List<Tag> tags = asked.allTags();
    Origin origin = sources.origin(asked, name, workspace, caller());
    return wording.of(
        written,
        null,
        () -> {
          Seen seen = drafting.draft(name, origin, description, tags, caller());
          return answers.made(seen.version(), seen.in().model(), tags, workspace);
        });
  }

  Answer.Version get(Asked.OfVersion asked) {
    Named named = named(asked);
    return shown(named, () -> find(named));
  }

  String location(Asked.OfVersion asked) {
    Named named = named(asked);
    String address =
        VersionAddress.of(wording.of(named.written(), named.number(), () -> find(named)));
    return address == null ? "" : address;
  }

  Answer.Version describe(Asked.OfVersion asked) {
    Named named = named(asked);
    String description = Asked.description(asked.description());
    return shown(
        named, () -> changes.describe(named.name(), named.number(), description, caller()));
  }

  Answer.Version label(Asked.OfVersion asked) {
    Named named = named(asked);
    Stage stage = stage(required(asked.stage(), "stage"));
    boolean alone = Boolean.TRUE.equals(asked.archiveExistingVersions());
    if (alone && stage != Stage.STAGING && stage != Stage.PRODUCTION) {
      throw MlflowFailure.invalid(
          "archive_existing_versions goes with the stages Staging and Production only.");
    }
    return shown(named, () -> changes.label(named.name(), named.number(), stage, alone, caller()));
  }

  void delete(Asked.OfVersion asked) {
    Named named = named(asked);
    wording.of(
        named.written(),
        named.number(),
        () -> {
          changes.delete(named.name(), named.number(), caller());
          return named;
        });
  }

  void tag(Asked.OfVersion asked) {
    Named named = named(asked);
    Tag tag = new Asked.TagPair(asked.key(), asked.value()).tag();
    wording.of(
        named.written(),
        named.number(),
        () -> changes.tag(named.name(), named.number(), List.of(tag), caller()));
  }

  void untag(Asked.OfVersion asked) {
    Named named = named(asked);
    String key = required(asked.key(), "key");
    wording.of(
        named.written(),
        named.number(),
        () -> changes.untag(named.name(), named.number(), key, caller()));
  }

  Answer.VersionPage search(Asked.Search asked) {
    return pages.search(asked, request.workspace(), caller());
  }

  /** A retired version is history, which MLflow's clients have no view of. */
  private Seen find(Named named) {
    Seen seen = visible.find(named.name().full(), named.number(), caller());
    if (seen.version().state() == VersionState.RETIRED) {
      throw MlflowFailure.absent(
          "Model Version (name=%s, version=%s) not found"
              .formatted(named.written(), named.number()));
    }
    return seen;
  }

  private Answer.Version shown(Named named, Supplier<Seen> act) {
    return wording.of(
        named.written(),
        named.number(),
        () -> {
          Seen seen = act.get();
          return answers.version(seen.version(), seen.in().model(), named.workspace());
        });
  }

  private static @Nullable Stage stage(String written) {
    if (written.equalsIgnoreCase(Stage.NONE)) {
      return null;
    }
    return Stage.named(written)
        .orElseThrow(
            () ->
                MlflowFailure.invalid(
                    "Invalid Model Version stage: %s. Value must be one of None, Staging,"
                            .formatted(written)
                        + " Production, Archived."));
  }

  private Named named(Asked.OfVersion asked) {
    String written = required(asked.name(), "name");
    Workspace workspace = request.workspace();
    return new Named(written, workspace.model(written), asked.number(), workspace);
  }

  private Caller caller() {
    return request.caller();
  }

  /**
   * A version that a request is about.
   *
   * @param written its model's name as the client wrote it
   * @param name its model's full name
   * @param number its number
   * @param workspace how names are written
   */
  private record Named(String written, ModelName name, int number, Workspace workspace) {}
}
