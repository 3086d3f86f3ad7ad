package org.assay.review.policy;

import java.util.List;
import java.util.UUID;

/**
 * A policy as it is stored and bound to: never changed once published.
 *
 * @param id what assessments, reviews and decisions bind to
 * @param digest the digest of its document's exact bytes
 * @param policy what the document says
 * @param rules its requirements in CEL, compiled
 */
public record PolicyVersion(UUID id, String digest, Policy policy, List<Rule> rules) {

  /** Copies the list. */
  public PolicyVersion {
    rules = List.copyOf(rules);
  }

  /** Compiles what the document says. */
  public PolicyVersion(UUID id, String digest, Policy policy) {
    this(id, digest, policy, policy.requirements().stream().map(Rule::compiled).toList());
  }
}
