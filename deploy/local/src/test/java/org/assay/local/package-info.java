/** Tests of the local stack's parts, each on the real program. */
@NullMarked
package org.assay.local;

import org.jspecify.annotations.NullMarked;
