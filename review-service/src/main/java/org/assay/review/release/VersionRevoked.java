package org.assay.review.release;

import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.review.replica.VersionCopy;

/**
 * That a version was revoked, told to the rest of this service within the transaction that decided
 * it.
 *
 * @param version the version
 * @param revocationId the revocation
 * @param cause what follows is caused by this
 */
public record VersionRevoked(VersionCopy version, UUID revocationId, Cause cause) {}
