package org.assay.review.publication;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * One person's word for publishing or retiring a document.
 *
 * @param subject whose
 * @param digest the document that it is for
 * @param asLead whether that person could be its lead
 * @param asAdmin whether that person could be its administrator
 * @param at when
 * @param noteId where it stands why; absent where the word is older than that
 */
record PolicyConsent(
    String subject,
    String digest,
    boolean asLead,
    boolean asAdmin,
    Instant at,
    @Nullable UUID noteId) {

  /** Returns what the word still counts for, of somebody who holds these roles now. */
  PolicyConsent within(Set<Role> roles) {
    return new PolicyConsent(
        subject,
        digest,
        asLead && roles.contains(Role.LEAD),
        asAdmin && roles.contains(Role.ADMIN),
        at,
        noteId);
  }
}
