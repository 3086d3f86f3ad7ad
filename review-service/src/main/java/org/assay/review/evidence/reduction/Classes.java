package org.assay.review.evidence.reduction;

import org.jspecify.annotations.Nullable;

/**
 * How rows are told apart.
 *
 * @param positive the label that the rates are about
 * @param negative the other label
 * @param threshold from which score on the positive class is predicted, where no column says so
 * @param probabilities whether scores lie in [0, 1]
 */
public record Classes(
    String positive, String negative, @Nullable Double threshold, boolean probabilities) {}
