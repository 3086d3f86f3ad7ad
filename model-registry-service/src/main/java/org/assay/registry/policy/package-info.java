/**
 * What policies say that the registry holds people to: which aliases move only with a decision.
 *
 * <p>Open {@link org.assay.registry.policy.GoverningPolicies} first.
 */
@NullMarked
package org.assay.registry.policy;

import org.jspecify.annotations.NullMarked;
