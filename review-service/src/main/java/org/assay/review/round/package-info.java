/**
 * The reviews of a round and what people do to them.
 *
 * <p>{@link org.assay.review.round.ReviewState} says which act leads where, {@link
 * org.assay.review.round.ReviewGuard} who may do it now (and so what {@code actions[]} shows), and
 * one class per act does it: {@code RoundOpening}, {@code Assignment}, {@code Decision}, {@code
 * Retraction}, {@code Response}, {@code EvidenceFollowing}, {@code FindingActs}, {@code
 * ConditionActs}, {@code MissedConditions}. Open {@link org.assay.review.round.Review} first.
 */
@NullMarked
package org.assay.review.round;

import org.jspecify.annotations.NullMarked;
