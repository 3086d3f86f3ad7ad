/**
 * Who calls: bearer tokens are verified, HTTP Basic is exchanged for a token at the provider first.
 *
 * <p>Open {@link org.assay.gateway.token.Authentication} first.
 */
@NullMarked
package org.assay.gateway.token;

import org.jspecify.annotations.NullMarked;
