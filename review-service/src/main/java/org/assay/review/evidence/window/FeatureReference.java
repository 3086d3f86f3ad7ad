package org.assay.review.evidence.window;

import java.util.Map;
import java.util.TreeMap;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;

/**
 * What a feature is compared with: how many rows of the reference each bin has. A bin without any,
 * as of values that were not known then, is no part of it.
 *
 * @param kind what the feature is
 * @param rows how many rows, by the bin's label
 */
record FeatureReference(FeatureKind kind, Map<String, Long> rows) {

  FeatureReference {
    rows = Map.copyOf(rows);
  }

  static FeatureReference of(WatchedFeature feature) {
    Map<String, Long> rows = new TreeMap<>();
    feature.bins().stream()
        .filter(bin -> bin.reference() > 0)
        .forEach(bin -> rows.put(bin.label(), bin.reference()));
    return new FeatureReference(feature.kind(), rows);
  }

  /** Returns the SHA-256 of its canonical JSON. */
  String digest() {
    return Digest.ofContent(CanonicalJson.bytes(this)).value();
  }
}
