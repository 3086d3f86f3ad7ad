/** Tests of {@code charter}. */
@NullMarked
package org.assay.project.charter;

import org.jspecify.annotations.NullMarked;
