/**
 * What HTTP asks of every resource: entity tags, preconditions, idempotency keys, plain input.
 *
 * <p>Open {@link org.assay.kit.http.Idempotent} for writes and {@link
 * org.assay.kit.http.Revisioned} for reads. A view that is {@code Revisioned} gets its {@code ETag}
 * here; a command is checked against it by {@link org.assay.kit.http.IfMatch}.
 */
@NullMarked
package org.assay.kit.http;

import org.jspecify.annotations.NullMarked;
