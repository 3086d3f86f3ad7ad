/** Tests of the rules of the architecture, and of this module against them. */
@NullMarked
package org.assay.kit.architecture;

import org.jspecify.annotations.NullMarked;
