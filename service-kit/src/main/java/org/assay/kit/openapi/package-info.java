/**
 * What every operation's description has in common, added at build time so that resources carry
 * only what is their own.
 *
 * <p>Open {@link org.assay.kit.openapi.SharedOpenApi}. What it adds is the same in every service,
 * because the gateway merges the documents and refuses schemas that share a name and differ.
 */
@NullMarked
package org.assay.kit.openapi;

import org.jspecify.annotations.NullMarked;
