package org.assay.registry.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assay.contracts.name.Digest;
import org.assay.kit.identity.Caller;
import org.assay.registry.artifact.ManifestReading;
import org.assay.registry.card.Cards;
import org.assay.registry.run.Results;
import org.assay.registry.run.RunSetup;
import org.assay.registry.version.DigestOrigin;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.Seen;
import org.assay.registry.version.VersionBasis;
import org.assay.registry.version.VisibleVersions;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a model. */
@ApplicationScoped
class VersionComparison {

  private final VisibleVersions visible;
  private final VersionBasis basis;
  private final Cards cards;
  private final ManifestReading manifests;
  private final RegisteredData registered;

  VersionComparison(
      VisibleVersions visible,
      VersionBasis basis,
      Cards cards,
      ManifestReading manifests,
      RegisteredData registered) {
    this.visible = visible;
    this.basis = basis;
    this.cards = cards;
    this.manifests = manifests;
    this.registered = registered;
  }

  /**
   * Compares two versions that the caller may read.
   *
   * @throws org.assay.kit.problem.ProblemException 404 {@code MODEL_NOT_FOUND} or {@code
   *     VERSION_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  ComparisonView compare(String modelName, int first, int second, Caller caller) {
    Seen seen = visible.read(modelName, first, caller);
    ModelVersion a = seen.version();
    ModelVersion b = visible.read(modelName, second, caller).version();
    Results madeA = basis.results(a);
    Results madeB = basis.results(b);
    return new ComparisonView(
        seen.in().model().fullName().full(),
        ComparisonView.Side.from(a),
        ComparisonView.Side.from(b),
        a.digest() != null && a.digest().equals(b.digest()),
        Difference.between(code(a, madeA), code(b, madeB)),
        Difference.between(environment(a, madeA), environment(b, madeB)),
        signature(a, b),
        Difference.between(madeA.params(), madeB.params()),
        Difference.between(metrics(madeA), metrics(madeB)),
        data(madeA, madeB, registered.of(a, b, caller)),
        files(a, b),
        Difference.between(card(a), card(b)));
  }

  private static Map<String, String> code(ModelVersion version, Results made) {
    Map<String, String> values = new HashMap<>();
    put(values, "source_revision", version.sourceRevision());
    put(values, "task", version.task());
    put(values, "source", version.source());
    put(values, "commit", made.codeCommit());
    RunSetup setup = made.setup();
    if (setup != null) {
      put(values, "seed", setup.seed() == null ? null : setup.seed().toString());
      putSteps(values, setup.steps());
    }
    return values;
  }

  /** Steps are compared place by place: their order is part of what was done. */
  private static void putSteps(Map<String, String> values, List<RunSetup.Step> steps) {
    for (int index = 0; index < steps.size(); index++) {
      String name = "preprocessing %03d".formatted(index + 1);
      values.put(name, steps.get(index).name());
      put(values, name + " detail", steps.get(index).detail());
    }
  }

  private Map<String, String> environment(ModelVersion version, Results made) {
    Map<String, String> values = new HashMap<>();
    put(values, "framework", version.framework());
    text(version, "requirements.txt").map(ModelFile::requirements).ifPresent(values::putAll);
    RunSetup.Environment environment = made.setup() == null ? null : made.setup().environment();
    if (environment != null) {
      put(values, "description", environment.description());
      put(values, "digest", environment.digest());
      environment.byName().forEach((name, kept) -> values.put("package " + name, kept));
    }
    return values;
  }

  private @Nullable Difference signature(ModelVersion a, ModelVersion b) {
    Optional<String> fileA = text(a, "MLmodel");
    Optional<String> fileB = text(b, "MLmodel");
    return fileA.isEmpty() && fileB.isEmpty()
        ? null
        : Difference.between(
            fileA.map(ModelFile::signature).orElse(Map.of()),
            fileB.map(ModelFile::signature).orElse(Map.of()));
  }

  private Optional<String> text(ModelVersion version, String path) {
    return manifest(version).flatMap(digest -> manifests.text(version.projectId(), digest, path));
  }

  /** A digest that is only claimed may be that of files which nobody showed to its project. */
  private static Optional<Digest> manifest(ModelVersion version) {
    return version.digestOrigin() == DigestOrigin.COMPUTED
        ? Optional.ofNullable(version.digest()).map(Digest::new)
        : Optional.empty();
  }

  private static Map<String, Object> metrics(Results made) {
    Map<String, Object> values = new HashMap<>();
    made.metrics().forEach(metric -> values.put(metric.key(), metric.value()));
    return values;
  }

  private static Difference data(Results a, Results b, RegisteredData.Found registered) {
    Map<String, String> first = said(a);
    Map<String, String> second = said(b);
    first.putAll(registered.a());
    second.putAll(registered.b());
    Difference found = Difference.between(first, second);
    return new Difference(
        found.changes(), found.unchanged(), found.truncated() || registered.truncated());
  }

  private static Map<String, String> said(Results made) {
    Map<String, String> values = new TreeMap<>();
    made.datasets()
        .forEach(data -> values.merge(data.name(), data.digest(), (x, y) -> x + ", " + y));
    made.trainingData().forEach(said -> values.putIfAbsent(said, "as stated"));
    return values;
  }

  /** What is compared here is what is compared anywhere: whole files, by their bytes. */
  private @Nullable Difference files(ModelVersion a, ModelVersion b) {
    Optional<Digest> first = manifest(a);
    Optional<Digest> second = manifest(b);
    if (first.isEmpty() || second.isEmpty()) {
      return null;
    }
    return manifests
        .difference(a.projectId(), first.get(), second.get(), Difference.MOST + 1)
        .map(VersionComparison::shown)
        .orElse(null);
  }

  private static Difference shown(ManifestReading.Difference found) {
    Difference shown = Difference.between(found.a(), found.b());
    return new Difference(shown.changes(), found.unchanged(), shown.truncated());
  }

  private Map<String, String> card(ModelVersion version) {
    Map<String, String> values = new HashMap<>();
    String digest = version.cardDigest();
    if (digest != null) {
      cards.find(version.id(), digest).ifPresent(kept -> values.putAll(kept.card().parts()));
    }
    return values;
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
