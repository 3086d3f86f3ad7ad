/** Tests of the catalogue of problems. */
@NullMarked
package org.assay.kit.problem;

import org.jspecify.annotations.NullMarked;
