package org.assay.review.evidence;

import java.util.Comparator;
import java.util.List;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a version in figures.
 *
 * @param dataDigest the exact data that they were computed of, absent where nobody said
 * @param statistics the figures, each of a group or of all rows once
 */
record Claim(@Nullable String dataDigest, List<ClaimedStatistic> statistics) {

  static final int MOST_STATISTICS = 200;

  private static final Comparator<ClaimedStatistic> ORDER =
      Comparator.comparing(ClaimedStatistic::statistic)
          .thenComparing(ClaimedStatistic::group, Comparator.nullsFirst(Comparator.naturalOrder()));

  Claim {
    statistics = List.copyOf(statistics);
  }

  /**
   * Returns the SHA-256 of the claim as canonical JSON (RFC 8785), the figures sorted, so that the
   * same figures in another order are the same claim.
   */
  String digest() {
    return Digest.ofContent(
            CanonicalJson.bytes(new Claim(dataDigest, statistics.stream().sorted(ORDER).toList())))
        .value();
  }
}
