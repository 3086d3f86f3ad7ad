/** Tests of {@code history}. */
@NullMarked
package org.assay.project.history;

import org.jspecify.annotations.NullMarked;
