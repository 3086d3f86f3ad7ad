/**
 * Who calls, and who the people and machines are that requests and answers name.
 *
 * <p>Open {@link org.assay.kit.identity.Caller} first: the verified token of the request. {@link
 * org.assay.kit.identity.Accounts} joins names to subjects at the identity provider; Assay itself
 * keeps subjects only.
 */
@NullMarked
package org.assay.kit.identity;

import org.jspecify.annotations.NullMarked;
