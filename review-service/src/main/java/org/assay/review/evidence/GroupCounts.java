package org.assay.review.evidence;

import java.util.Comparator;
import java.util.List;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.evidence.statistics.SmallCounts;
import org.jspecify.annotations.Nullable;

/**
 * How often predictions hit or missed for each group of an attribute.
 *
 * @param attribute what the groups are values of
 * @param positiveClass the class that {@code tp} counts the hits of
 * @param favourableLabel the class that people wish for
 * @param referenceGroup the group that others are compared with
 * @param groups each group once
 */
record GroupCounts(
    String attribute,
    String positiveClass,
    String favourableLabel,
    String referenceGroup,
    List<CountedGroup> groups) {

  /** So many have 1,225 pairs, and a report of some 5,000 statistics: about a megabyte. */
  static final int MOST_GROUPS = 50;

  GroupCounts {
    groups = List.copyOf(groups);
  }

  private record Salted(GroupCounts counts, String salt) {}

  /**
   * Returns the SHA-256 of the counts as canonical JSON (RFC 8785), the groups sorted by name, so
   * that the same counts in another order are the same data.
   *
   * @param salt of the version, which goes into the digest of small counts; null for none
   */
  String digest(@Nullable String salt) {
    List<CountedGroup> sorted =
        groups.stream().sorted(Comparator.comparing(CountedGroup::name)).toList();
    GroupCounts inOrder =
        new GroupCounts(attribute, positiveClass, favourableLabel, referenceGroup, sorted);
    return Digest.ofContent(CanonicalJson.bytes(salt == null ? inOrder : new Salted(inOrder, salt)))
        .value();
  }

  /** Says whether some group is so small that not every reader sees its counts. */
  boolean small() {
    return SmallCounts.among(groups.stream().map(CountedGroup::group).toList());
  }

  /** Says whether the positive class is the favourable one. */
  boolean positiveFavourable() {
    return favourableLabel.equals(positiveClass);
  }
}
