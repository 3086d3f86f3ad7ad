/**
 * What runs inside a service under test. Rules of Byteman call {@link
 * org.assay.verification.fault.inside.Failpoints} and {@link
 * org.assay.verification.fault.inside.Mutations}, so that the product itself has no seam for tests.
 *
 * <p>The classes here are put into a jar of their own and onto the service's class path: they use
 * nothing but {@code java.*}, and reflection for what is the service's.
 */
@NullMarked
package org.assay.verification.fault.inside;

import org.jspecify.annotations.NullMarked;
