/**
 * The one address of Assay: it checks who calls, how often and how much, and passes the call on to
 * the service that answers for the path. It holds no state that a second copy would need.
 *
 * <p>A request under {@code /api/} meets, in this order: {@link org.assay.gateway.arrival} (path,
 * request id, headers), {@link org.assay.gateway.token} (identity) with {@link
 * org.assay.gateway.limit} (rate), then {@link org.assay.gateway.me} or {@link
 * org.assay.gateway.route}. Everything runs on the event loop and nothing may block it.
 */
@NullMarked
package org.assay.gateway;

import org.jspecify.annotations.NullMarked;
