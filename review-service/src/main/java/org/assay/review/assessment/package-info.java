/**
 * The judgement of one version in one round; the registry's version state follows it.
 *
 * <p>An assessment's row lock orders every decision of its round, so that two reviewers who decide
 * at once see each other. Open {@link org.assay.review.assessment.AssessmentState} first.
 */
@NullMarked
package org.assay.review.assessment;

import org.jspecify.annotations.NullMarked;
