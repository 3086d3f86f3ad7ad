/**
 * What attacks on the privacy of a model's data came to: how often somebody guessed right, as
 * counts of which Assay computes the rest. Open {@link
 * org.assay.review.evidence.attack.PrivacyAttack} first.
 */
@NullMarked
package org.assay.review.evidence.attack;

import org.jspecify.annotations.NullMarked;
