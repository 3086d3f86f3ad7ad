/** Tests of who calls and who people are. */
@NullMarked
package org.assay.kit.identity;

import org.jspecify.annotations.NullMarked;
