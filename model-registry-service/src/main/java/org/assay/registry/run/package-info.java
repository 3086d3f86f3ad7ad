/**
 * Runs: what a version was trained with and what was measured.
 *
 * <p>Open {@link org.assay.registry.run.Run} first. So far every run is an implicit one, made with
 * its version.
 */
@NullMarked
package org.assay.registry.run;

import org.jspecify.annotations.NullMarked;
