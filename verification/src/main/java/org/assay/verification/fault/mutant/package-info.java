/**
 * The product made wrong on purpose, one mistake at a time: a harness that does not notice one of
 * these would not notice it in the product either. Open {@link
 * org.assay.verification.fault.mutant.Mutant} first.
 *
 * <p>A mistake is a script of Byteman's rules among the resources of this package; nothing of the
 * product is built for it.
 */
@NullMarked
package org.assay.verification.fault.mutant;

import org.jspecify.annotations.NullMarked;
