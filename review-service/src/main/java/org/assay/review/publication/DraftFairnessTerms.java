package org.assay.review.publication;

import java.util.List;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.FairnessTerms.FairnessCriterion;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.assay.review.publication.DraftContent.DraftCriterion;
import org.assay.review.publication.DraftContent.DraftFairness;
import org.assay.review.publication.DraftContent.DraftLimit;
import org.jspecify.annotations.Nullable;

/** Reads when a draft calls a version fair enough, and shows that of a policy the same way. */
final class DraftFairnessTerms {

  private static final double USUAL_CONFIDENCE = 0.95;

  private DraftFairnessTerms() {}

  static @Nullable FairnessTerms read(@Nullable DraftFairness drafted) {
    if (drafted == null) {
      return null;
    }
    Double confidence = drafted.confidence();
    List<String> attributes = drafted.attributes();
    return new FairnessTerms(
        attributes == null ? List.of() : attributes.stream().distinct().sorted().toList(),
        confidence == null ? USUAL_CONFIDENCE : confidence,
        drafted.groupRows(),
        drafted.groupConditioned(),
        drafted.criteria().stream()
            .map(
                criterion ->
                    new FairnessCriterion(
                        criterion.anyOf().stream()
                            .map(limit -> new FairnessLimit(limit.statistic(), limit.limit()))
                            .toList()))
            .toList());
  }

  static @Nullable DraftFairness shown(@Nullable FairnessTerms terms) {
    return terms == null
        ? null
        : new DraftFairness(
            terms.attributes().isEmpty() ? null : terms.attributes(),
            terms.confidence(),
            terms.groupRows(),
            terms.groupConditioned(),
            terms.criteria().stream()
                .map(
                    criterion ->
                        new DraftCriterion(
                            criterion.anyOf().stream()
                                .map(limit -> new DraftLimit(limit.statistic(), limit.limit()))
                                .toList()))
                .toList());
  }
}
