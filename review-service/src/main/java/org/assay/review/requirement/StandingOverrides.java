package org.assay.review.requirement;

import java.util.Optional;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.Terms;
import org.assay.review.policy.Terms.OverrideTerms;
import org.assay.review.policy.Validity;
import org.assay.review.requirement.VersionFacts.OverrideFacts;

/**
 * The overrides of a version that count: of what may be overridden, while no BLOCKER of the round
 * is open and no serious incident is left uncontained.
 *
 * @param bound the policy that the round is bound to
 * @param facts what is known
 */
record StandingOverrides(PolicyVersion bound, VersionFacts facts) {

  /** Returns the override of a requirement, empty where none counts. */
  Optional<OverrideFacts> of(RequirementKey key) {
    return key.overridableBy(bound.policy()).isEmpty() || blocked()
        ? Optional.empty()
        : facts.overrides().stream().filter(override -> counts(override, key)).findFirst();
  }

  private boolean blocked() {
    return !facts.exposing().isEmpty()
        || facts.setting().findings().stream()
            .anyMatch(open -> open.severity().equals("BLOCKER") && open.open() > 0);
  }

  /** Nobody with a part in the version overrides, also where that is found out afterwards. */
  private boolean counts(OverrideFacts override, RequirementKey key) {
    return override.requirement().equals(key.value())
        && override.digest().equals(facts.digest())
        && override.policyVersionId().equals(bound.id())
        && !facts.rebinding()
        && facts.isValid(override.expiresAt())
        && !isTooLong(override)
        && override.approvers().stream().map(facts::person).distinct().count()
            == override.approvers().size()
        && override.approvers().stream()
            .allMatch(
                person -> Duty.againstApproval(facts.partsOf(person), false, false).isEmpty());
  }

  /** A tier that was raised since may let it be granted for less. */
  private boolean isTooLong(OverrideFacts override) {
    Terms terms = bound.policy().terms(facts.tier());
    OverrideTerms overrides = terms.overrides();
    return overrides != null
        && overrides.longest() != null
        && override.expiresAt().isAfter(Validity.after(override.grantedAt(), overrides.longest()));
  }
}
