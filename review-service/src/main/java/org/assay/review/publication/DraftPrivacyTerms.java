package org.assay.review.publication;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.assay.review.policy.PrivacyMeasure;
import org.assay.review.policy.PrivacyTerms;
import org.assay.review.policy.PrivacyTerms.PrivacyLimit;
import org.assay.review.publication.DraftContent.DraftAttackLimit;
import org.assay.review.publication.DraftContent.DraftPrivacy;
import org.jspecify.annotations.Nullable;

/** Reads when a draft calls a version private enough, and shows that of a policy the same way. */
final class DraftPrivacyTerms {

  private static final double USUAL_CONFIDENCE = 0.95;

  private DraftPrivacyTerms() {}

  /**
   * Reads limits.
   *
   * @throws ProblemException 422 if an attack stands there twice
   */
  static @Nullable PrivacyTerms read(@Nullable DraftPrivacy drafted, String pointer) {
    if (drafted == null) {
      return null;
    }
    List<DraftAttackLimit> limits = drafted.limits();
    Set<PrivacyMeasure> seen = EnumSet.noneOf(PrivacyMeasure.class);
    for (int at = 0; at < limits.size(); at++) {
      if (!seen.add(limits.get(at).attack())) {
        throw ProblemException.invalid(
            "%s/limits/%d/attack".formatted(pointer, at),
            "DUPLICATE",
            "%s stands there twice".formatted(limits.get(at).attack()));
      }
    }
    return new PrivacyTerms(
        Objects.requireNonNullElse(drafted.confidence(), USUAL_CONFIDENCE),
        limits.stream().map(one -> new PrivacyLimit(one.attack(), one.limit())).toList());
  }

  static @Nullable DraftPrivacy shown(@Nullable PrivacyTerms terms) {
    return terms == null
        ? null
        : new DraftPrivacy(
            terms.confidence(),
            terms.limits().stream()
                .map(one -> new DraftAttackLimit(one.attack(), one.limit()))
                .toList());
  }
}
