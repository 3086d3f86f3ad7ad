/**
 * What the tests of every service share: a real database, a real broker, an issuer of tokens, and
 * the rules of the architecture.
 *
 * <p>Open {@link org.assay.kit.testing.IssuerResource} and {@link org.assay.kit.testing.Tokens} for
 * identity, and {@link org.assay.kit.testing.ArchitectureRules} for the rules.
 */
@NullMarked
package org.assay.kit.testing;

import org.jspecify.annotations.NullMarked;
