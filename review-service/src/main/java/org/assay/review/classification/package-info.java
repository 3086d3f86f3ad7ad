/**
 * How much risk the use of a model carries: a versioned questionnaire, answered for a model and a
 * use case, and the tier computed from the answers with its reasons.
 *
 * <p>Open {@link org.assay.review.classification.Questionnaire} first; it computes. What was
 * answered is never changed: a later answer supersedes.
 */
@NullMarked
package org.assay.review.classification;

import org.jspecify.annotations.NullMarked;
