/** Tests of {@code team}. */
@NullMarked
package org.assay.project.usecase;

import org.jspecify.annotations.NullMarked;
