/** Tests of the failpoints that need no running installation. */
@NullMarked
package org.assay.verification.fault.failpoint;

import org.jspecify.annotations.NullMarked;
