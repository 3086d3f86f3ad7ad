package org.assay.review.requirement;

import java.util.List;
import java.util.stream.Stream;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.requirement.Explanation.Value;
import org.jspecify.annotations.Nullable;

/**
 * What Assay can say of a claim that a policy asks for.
 *
 * @param verdict what is computed; absent where something is missing that it takes, unless what is
 *     there already fails
 * @param said what was computed and what is missing, a sentence each
 * @param values the numbers behind it
 * @param evidence the records that they are computed of
 */
record ComputedClaim(
    @Nullable Verdict verdict, List<String> said, List<Value> values, List<String> evidence) {

  /** Copies the lists. */
  ComputedClaim {
    said = List.copyOf(said);
    values = List.copyOf(values);
    evidence = List.copyOf(evidence);
  }

  /**
   * Returns this with what else has to hold: one that fails fails both, one that is missing leaves
   * this as it is.
   */
  ComputedClaim and(ComputedClaim further) {
    Verdict own = verdict;
    Verdict other = further.verdict;
    if (other == null) {
      return this;
    }
    boolean decided = own != null || other == Verdict.FAIL;
    return new ComputedClaim(
        decided ? Verdict.all(Stream.of(own, other).flatMap(Stream::ofNullable).toList()) : null,
        joined(said, further.said),
        joined(values, further.values),
        joined(evidence, further.evidence).stream().distinct().toList());
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** Returns that nothing is known of a claim, and what it takes. */
  static ComputedClaim missing(String what) {
    return new ComputedClaim(null, List.of(what), List.of(), List.of());
  }
}
