package org.assay.review.publication;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Policy;

/** A policy from its draft to its retirement. */
@Entity
@DiscriminatorValue("POLICY")
public class PolicyEntry extends Document {

  /** For Hibernate. */
  protected PolicyEntry() {}

  /**
   * Drafts a policy.
   *
   * @param createdBy the {@code sub} of who drafts it
   */
  static PolicyEntry drafted(Policy policy, ScopeView scope, String createdBy, Instant at) {
    PolicyEntry entry = new PolicyEntry();
    entry.begin(policy.name(), policy.number(), scope, Policies.write(policy), createdBy, at);
    return entry;
  }

  @Override
  DocumentKind kind() {
    return DocumentKind.POLICY;
  }

  /** Returns what it says. */
  public Policy policy() {
    return Policies.read(document());
  }
}
