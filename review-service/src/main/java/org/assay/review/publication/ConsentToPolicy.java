package org.assay.review.publication;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.assay.contracts.name.Digest;

/**
 * One person's word for publishing or retiring a policy.
 *
 * @param digest the digest of the document that was read
 */
public record ConsentToPolicy(@NotNull @Pattern(regexp = Digest.PATTERN) String digest) {}
