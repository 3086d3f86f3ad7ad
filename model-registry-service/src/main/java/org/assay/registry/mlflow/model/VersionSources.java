package org.assay.registry.mlflow.model;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.PlainTextRule;
import org.assay.kit.identity.Caller;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.mlflow.ArtifactUri;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.mlflow.tracking.LoggedSources;
import org.assay.registry.version.Origin;
import org.assay.registry.version.VisibleVersions;
import org.jspecify.annotations.Nullable;

/** Reads where a version is said to come from. */
@ApplicationScoped
class VersionSources {

  private static final int MAX_SOURCE = 500;
  private static final int MAX_RUN = 250;
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
  private static final Pattern UPWARDS =
      Pattern.compile("(^|[/\\\\:])\\.\\.([/\\\\?#]|$)|%2e", Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHER_VERSION = Pattern.compile("models:/([^/]+)/(\\d{1,9})");

  private final VisibleVersions versions;
  private final LoggedSources loggedSources;
  private final Wording wording;

  VersionSources(VisibleVersions versions, LoggedSources loggedSources, Wording wording) {
    this.versions = versions;
    this.loggedSources = loggedSources;
    this.wording = wording;
  }

  /**
   * Reads it; a source {@code models:/name/1} is resolved to where that version's bytes are, which
   * the caller has to be allowed to read; {@code models:/m-...} and {@code runs:/...} to where the
   * files of that logged model or run are, and to the run.
   *
   * @throws MlflowFailure 400 where the source is a place on somebody's disk or leads upwards, 404
   *     where it names a version that is not there
   */
  Origin origin(Asked.NewVersion asked, ModelName name, Workspace workspace, Caller caller) {
    String source = required(asked.source(), "source");
    require(source, "source", MAX_SOURCE);
    require(asked.runId(), "run_id", MAX_RUN);
    require(asked.runLink(), "run_link", MAX_SOURCE);
    require(asked.modelId(), "model_id", MAX_RUN);
    requireAddress(source);
    Optional<LoggedSources.Source> logged = loggedSources.of(source, caller);
    String location =
        logged
            .map(LoggedSources.Source::location)
            .orElseGet(() -> location(source, workspace, caller));
    return new Origin(
        source,
        location,
        files(location == null ? source : location, name),
        given(asked.runId(), logged.map(LoggedSources.Source::run)),
        asked.runLink(),
        given(asked.modelId(), logged.map(LoggedSources.Source::model)));
  }

  /** What lies in another project is not frozen from here, so its version stays a draft. */
  private static @Nullable ArtifactPath files(String location, ModelName name) {
    return ArtifactUri.parse(location)
        .filter(uri -> uri.project().equals(name.project()))
        .map(ArtifactUri::path)
        .orElse(null);
  }

  private static @Nullable String given(@Nullable String asked, Optional<String> resolved) {
    return asked == null || asked.isEmpty() ? resolved.orElse(null) : asked;
  }

  private @Nullable String location(String source, Workspace workspace, Caller caller) {
    Matcher other = OTHER_VERSION.matcher(source);
    if (!other.matches()) {
      return null;
    }
    String written = other.group(1);
    ModelName name = workspace.model(written);
    int number = Integer.parseInt(other.group(2));
    return Optional.of(
            wording.of(written, number, () -> versions.find(name.full(), number, caller)))
        .map(VersionAddress::of)
        .orElse(null);
  }

  private static void requireAddress(String source) {
    Matcher scheme = SCHEME.matcher(source);
    if (!scheme.matches() || scheme.group(1).equalsIgnoreCase("file")) {
      throw MlflowFailure.invalid(
          "Invalid model version source: '%s'. A place on a disk is none that others can load from;"
                  .formatted(source)
              + " log the model to a run, or name an address.");
    }
    if (UPWARDS.matcher(source).find()) {
      throw MlflowFailure.invalid(
          "Invalid model version source: '%s'. It leads upwards.".formatted(source));
    }
  }

  private static void require(@Nullable String text, String name, int most) {
    if (text == null || text.isEmpty()) {
      return;
    }
    if (text.length() > most) {
      throw MlflowFailure.invalid(
          "Invalid value for parameter '%s': it has %d characters; at most %d are kept."
              .formatted(name, text.length(), most));
    }
    PlainTextRule.violationOf(text)
        .ifPresent(
            violation -> {
              throw MlflowFailure.invalid(
                  "Invalid value for parameter '%s': it %s.".formatted(name, violation));
            });
  }
}
