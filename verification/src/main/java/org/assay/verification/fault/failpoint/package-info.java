/**
 * F2: a service dies, fails or waits at a named place between a commit, an acknowledgement, a
 * produce and a cursor. Open {@link org.assay.verification.fault.failpoint.Failpoint} first: it
 * lists the places.
 */
@NullMarked
package org.assay.verification.fault.failpoint;

import org.jspecify.annotations.NullMarked;
