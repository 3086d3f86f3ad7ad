/**
 * model-registry-service: models, their versions and what became of them.
 *
 * <p>Open {@link org.assay.registry.version.Lifecycle} first: it is the table of states that the
 * rest of this service serves.
 */
@NullMarked
package org.assay.registry;

import org.jspecify.annotations.NullMarked;
