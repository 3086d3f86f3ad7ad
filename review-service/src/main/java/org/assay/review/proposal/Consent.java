package org.assay.review.proposal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Set;
import org.assay.kit.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * That one person is for a proposal, and in which capacity that person could be.
 *
 * @param asLead whether as a lead
 * @param asReviewer whether as a reviewer
 * @param asAdmin whether as an administrator
 * @param unit the unit that the person held then; absent where there was none, or it is told with
 *     the proposal
 * @param at when
 */
@Embeddable
public record Consent(
    @Column(name = "as_lead") boolean asLead,
    @Column(name = "as_reviewer") boolean asReviewer,
    @Column(name = "as_admin") boolean asAdmin,
    @Nullable String unit,
    Instant at) {

  /** Returns what it still counts for, of somebody who holds these roles now. */
  Consent within(Set<Role> roles) {
    return new Consent(
        asLead && roles.contains(Role.LEAD),
        asReviewer
            && (roles.contains(Role.ETHICS_REVIEWER) || roles.contains(Role.PERFORMANCE_REVIEWER)),
        asAdmin && roles.contains(Role.ADMIN),
        unit,
        at);
  }
}
