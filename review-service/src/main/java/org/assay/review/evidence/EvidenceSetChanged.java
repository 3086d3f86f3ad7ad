package org.assay.review.evidence;

import org.assay.kit.event.Cause;
import org.assay.review.replica.VersionCopy;

/**
 * That the evidence of a version changed, told to the rest of this service within the transaction
 * of the change and with the version's row locked.
 *
 * @param version the version
 * @param digest the digest of its set now
 * @param cause what follows is caused by this
 */
public record EvidenceSetChanged(VersionCopy version, String digest, Cause cause) {}
