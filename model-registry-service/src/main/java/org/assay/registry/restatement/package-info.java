/**
 * Telling again what was told before another service kept it, once after an upgrade.
 *
 * <p>Open {@link org.assay.registry.restatement.Restatements} first.
 */
@NullMarked
package org.assay.registry.restatement;

import org.jspecify.annotations.NullMarked;
