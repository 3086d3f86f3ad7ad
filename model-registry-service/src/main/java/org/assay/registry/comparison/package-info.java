/**
 * What differs between two versions of a model: metrics, parameters, data, code, environment,
 * signature, files and model card.
 *
 * <p>Open {@link org.assay.registry.comparison.VersionComparison} first; {@link
 * org.assay.registry.comparison.Difference} is pure computation.
 */
@NullMarked
package org.assay.registry.comparison;

import org.jspecify.annotations.NullMarked;
