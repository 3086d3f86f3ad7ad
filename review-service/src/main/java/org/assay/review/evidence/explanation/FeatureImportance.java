package org.assay.review.evidence.explanation;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * How much a feature matters to the outputs of a model.
 *
 * @param name the feature
 * @param importance in the units of the method; what counts is how far it is from 0
 */
public record FeatureImportance(
    @NotNull @PlainText(max = FeatureTable.LONGEST_NAME) String name, @NotNull Double importance) {}
