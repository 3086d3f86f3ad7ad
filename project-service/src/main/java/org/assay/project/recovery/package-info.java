/**
 * What operators do with events that could not be applied. Open {@link
 * org.assay.kit.inbox.Recovery} for what stands behind it.
 */
@NullMarked
package org.assay.project.recovery;

import org.jspecify.annotations.NullMarked;
