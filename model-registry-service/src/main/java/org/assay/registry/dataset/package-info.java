/**
 * Data sets that models are made with: what they are, whose, under which licence and legal basis,
 * and whether they may still be used.
 *
 * <p>Open {@link org.assay.registry.dataset.Dataset} first. What runs say they read is connected to
 * them by digest where versions are registered; what follows a withdrawal is in {@code lineage}.
 */
@NullMarked
package org.assay.registry.dataset;

import org.jspecify.annotations.NullMarked;
