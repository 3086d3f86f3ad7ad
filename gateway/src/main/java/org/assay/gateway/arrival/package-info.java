/**
 * What happens to every request before anything else: a path that is safe to read, a request id,
 * and the headers that every answer carries.
 *
 * <p>Open {@link org.assay.gateway.arrival.Arrival} first.
 */
@NullMarked
package org.assay.gateway.arrival;

import org.jspecify.annotations.NullMarked;
