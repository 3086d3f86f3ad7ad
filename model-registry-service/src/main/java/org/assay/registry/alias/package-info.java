/**
 * Aliases: names that point at one version of a model, and the record of every move they made.
 *
 * <p>Most are free. A governed one, {@code champion} as shipped, says what may be used: it moves
 * only to a released version, with the decision that released it. Open {@link
 * org.assay.registry.alias.AliasMoves} first, which has that rule; {@link
 * org.assay.registry.alias.Aliases} knows where an alias points now, and pointed at any instant.
 */
@NullMarked
package org.assay.registry.alias;

import org.jspecify.annotations.NullMarked;
