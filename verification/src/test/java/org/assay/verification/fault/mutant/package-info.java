/** Tests of the mutants: that each is whole, and that one is noticed. */
@NullMarked
package org.assay.verification.fault.mutant;

import org.jspecify.annotations.NullMarked;
