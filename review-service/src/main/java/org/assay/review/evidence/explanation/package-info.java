/**
 * What explains a model's outputs: how much each feature matters, checked for being whole and for
 * adding up. Open {@link org.assay.review.evidence.explanation.FeatureTable} first.
 */
@NullMarked
package org.assay.review.evidence.explanation;

import org.jspecify.annotations.NullMarked;
