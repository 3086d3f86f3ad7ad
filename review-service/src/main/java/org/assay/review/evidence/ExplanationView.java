package org.assay.review.evidence;

import java.util.List;
import org.assay.review.evidence.explanation.ExplanationMethod;
import org.assay.review.evidence.explanation.FeatureTable;
import org.assay.review.evidence.explanation.FeatureTable.RankedFeature;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much features matter, as HTTP shows it.
 *
 * @param method how that was found
 * @param baseValue the output where nothing contributes
 * @param features the most important first
 * @param modelFeatures everything that the model takes in, as far as somebody said
 */
@Schema(name = "FeatureTable")
record ExplanationView(
    ExplanationMethod method,
    @Nullable Double baseValue,
    List<FeatureView> features,
    List<String> modelFeatures) {

  ExplanationView {
    features = List.copyOf(features);
    modelFeatures = List.copyOf(modelFeatures);
  }

  /**
   * One feature.
   *
   * @param name its name
   * @param importance as it was given
   * @param share of the sizes of all; absent where nothing matters
   * @param rank from 1; features that matter alike have the same
   */
  @Schema(name = "FeatureOfTable")
  record FeatureView(String name, double importance, @Nullable Double share, int rank) {

    static FeatureView of(RankedFeature feature) {
      return new FeatureView(feature.name(), feature.importance(), feature.share(), feature.rank());
    }
  }

  static ExplanationView of(FeatureTable table) {
    return new ExplanationView(
        table.method(),
        table.baseValue(),
        table.ranked().stream().map(FeatureView::of).toList(),
        table.modelFeatures());
  }
}
