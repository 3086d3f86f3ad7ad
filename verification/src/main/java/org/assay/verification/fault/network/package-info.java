/**
 * The network between the parts goes bad. Open {@link org.assay.verification.fault.network.Weather}
 * first, then {@code Proxy}, which makes it.
 */
@NullMarked
package org.assay.verification.fault.network;

import org.jspecify.annotations.NullMarked;
