/** Tests of cursors. */
@NullMarked
package org.assay.kit.page;

import org.jspecify.annotations.NullMarked;
