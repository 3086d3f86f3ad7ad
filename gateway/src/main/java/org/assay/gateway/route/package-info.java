/**
 * Which service answers for a path, and how a request travels there and back without being held.
 *
 * <p>Open {@link org.assay.gateway.route.RouteTable} first, then {@link
 * org.assay.gateway.route.Forwarding}.
 */
@NullMarked
package org.assay.gateway.route;

import org.jspecify.annotations.NullMarked;
