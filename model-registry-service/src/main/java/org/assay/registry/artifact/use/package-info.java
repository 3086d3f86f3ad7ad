/**
 * Files that are used for a stated purpose: they stay as they are for a while, and another service
 * of this installation reads their bytes by its own identity. Open {@link
 * org.assay.registry.artifact.use.FileUses} first.
 */
@NullMarked
package org.assay.registry.artifact.use;

import org.jspecify.annotations.NullMarked;
