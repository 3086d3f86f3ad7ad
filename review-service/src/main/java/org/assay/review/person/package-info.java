/**
 * Which accounts belong to one person, so that nobody is two people by two accounts.
 *
 * <p>Open {@link org.assay.review.person.KnownIdentities} first. The identity provider says it;
 * what it said is kept, so that it holds while the provider is away.
 */
@NullMarked
package org.assay.review.person;

import org.jspecify.annotations.NullMarked;
