/**
 * Reviews of model versions, the decisions they lead to, and the gate that deployments ask.
 *
 * <p>A submitted version opens an assessment with its reviews ({@code round}); people decide; what
 * they decided is judged against the policy each time anew ({@code requirement}); a lead releases
 * ({@code release}); two people revoke ({@code proposal}); a deployment asks {@code gate}.
 */
@NullMarked
package org.assay.review;

import org.jspecify.annotations.NullMarked;
