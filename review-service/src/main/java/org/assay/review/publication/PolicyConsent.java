package org.assay.review.publication;

import java.time.Instant;

/**
 * One person's word for publishing or retiring a policy.
 *
 * @param subject whose
 * @param digest the document that it is for
 * @param asLead whether that person could be its lead
 * @param asAdmin whether that person could be its administrator
 * @param at when
 */
record PolicyConsent(String subject, String digest, boolean asLead, boolean asAdmin, Instant at) {}
