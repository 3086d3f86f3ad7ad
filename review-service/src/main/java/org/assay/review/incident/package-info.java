/**
 * What goes wrong with a version, and what follows from it by rule.
 *
 * <p>SEV1 revokes what is approved or released, SEV2 of a model of HIGH tier places a hold: the
 * gate is closed, and the incident thereby contained. A person says the same of the others once it
 * is. While a serious one is not contained the gate denies the bytes, and nothing is overridden.
 */
@NullMarked
package org.assay.review.incident;

import org.jspecify.annotations.NullMarked;
