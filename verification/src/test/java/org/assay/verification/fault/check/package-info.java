/** Tests that each checker sees what it is for, on small made-up histories. */
@NullMarked
package org.assay.verification.fault.check;

import org.jspecify.annotations.NullMarked;
