package org.assay.review.policy;

import java.util.UUID;

/**
 * A policy as it is stored and bound to: never changed once published.
 *
 * @param id what assessments, reviews and decisions bind to
 * @param digest the digest of its document's exact bytes
 * @param policy what the document says
 */
public record PolicyVersion(UUID id, String digest, Policy policy) {}
