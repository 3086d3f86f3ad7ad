/**
 * Reads what pickles would import and what archives hold, by their bytes alone: nothing is ever
 * loaded, unpacked or run.
 *
 * <p>Open {@link org.assay.registry.artifact.scan.ArtifactScan} first. A verdict informs people and
 * policy; CLEAN says that nothing but known names was found, not that a file is harmless. Every
 * walk is bounded in steps and memory, whatever a file says of itself.
 */
@NullMarked
package org.assay.registry.artifact.scan;

import org.jspecify.annotations.NullMarked;
