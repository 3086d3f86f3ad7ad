package org.assay.review.evidence.explanation;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * How much the features of a model matter, by one method.
 *
 * @param method how that was found
 * @param features each once
 * @param modelFeatures what the model takes in, each once; empty where nobody said
 * @param baseValue of an additive method: the output where nothing contributes
 * @param samples of an additive method: outputs with their contributions
 */
public record FeatureTable(
    ExplanationMethod method,
    List<FeatureImportance> features,
    List<String> modelFeatures,
    @Nullable Double baseValue,
    List<ExplainedOutput> samples) {

  /** How many features a table has at most. */
  public static final int MOST_FEATURES = 1_000;

  /** How many outputs are looked at. */
  public static final int MOST_SAMPLES = 1_000;

  /** How far from 0 a number is at most, so that no sum of them loses what matters. */
  public static final double MOST_SIZE = 1e12;

  /** How long the name of a feature is at most. */
  public static final int LONGEST_NAME = 100;

  /** Copies the lists. */
  public FeatureTable {
    features = List.copyOf(features);
    modelFeatures = List.copyOf(modelFeatures);
    samples = List.copyOf(samples);
  }

  /**
   * Returns the SHA-256 of the table as canonical JSON (RFC 8785), features and what the model
   * takes in sorted by name, so that the same table in another order is the same.
   */
  public String digest() {
    return Digest.ofContent(CanonicalJson.bytes(sorted(samples))).value();
  }

  /** Returns what is kept of it as canonical JSON: everything but the samples. */
  public String content() {
    return new String(CanonicalJson.bytes(sorted(List.of())), StandardCharsets.UTF_8);
  }

  private FeatureTable sorted(List<ExplainedOutput> of) {
    return new FeatureTable(
        method,
        features.stream().sorted(Comparator.comparing(FeatureImportance::name)).toList(),
        modelFeatures.stream().sorted().toList(),
        baseValue,
        of);
  }

  /** Returns the features, the most important first, with their shares of all importance. */
  public List<RankedFeature> ranked() {
    double whole = features.stream().mapToDouble(one -> Math.abs(one.importance())).sum();
    return features.stream()
        .sorted(
            Comparator.<FeatureImportance>comparingDouble(one -> -Math.abs(one.importance()))
                .thenComparing(FeatureImportance::name))
        .map(one -> ranked(one, whole))
        .toList();
  }

  private RankedFeature ranked(FeatureImportance one, double whole) {
    double size = Math.abs(one.importance());
    long ahead = features.stream().filter(other -> Math.abs(other.importance()) > size).count();
    return new RankedFeature(
        one.name(), one.importance(), whole == 0 ? null : size / whole, (int) ahead + 1);
  }

  /**
   * A feature among the others.
   *
   * @param name the feature
   * @param importance as it was given
   * @param share of the sizes of all; absent where nothing matters
   * @param rank from 1; features that matter alike have the same
   */
  public record RankedFeature(String name, double importance, @Nullable Double share, int rank) {}
}
