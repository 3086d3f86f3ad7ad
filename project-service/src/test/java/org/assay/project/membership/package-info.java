/** Tests of {@code membership}. */
@NullMarked
package org.assay.project.membership;

import org.jspecify.annotations.NullMarked;
