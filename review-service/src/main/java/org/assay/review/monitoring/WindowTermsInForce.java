package org.assay.review.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.review.evidence.plan.DeclaredPlan;
import org.assay.review.evidence.plan.DeclaredPlans;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.window.WindowPolicy;
import org.assay.review.evidence.window.WindowTerms;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.Terms;
import org.assay.review.release.KnownEnvironments;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;

/**
 * Holds windows to the policy of the version's round, else the one in force, and to the newest plan
 * of which an evaluation is in the version's evidence: a plan alone, which nobody reviewed, changes
 * nothing.
 */
@ApplicationScoped
class WindowTermsInForce implements WindowPolicy {

  private final FactsQuery facts;
  private final Policies policies;
  private final DeclaredPlans plans;
  private final KnownEnvironments environments;

  WindowTermsInForce(
      FactsQuery facts, Policies policies, DeclaredPlans plans, KnownEnvironments environments) {
    this.facts = facts;
    this.policies = policies;
    this.plans = plans;
    this.environments = environments;
  }

  @Override
  public WindowTerms terms(VersionCopy version) {
    VersionFacts known = facts.known(version.id());
    PolicyVersion policy = known.policy(policies);
    Terms terms = policy.policy().terms(known.tier());
    Optional<DeclaredPlan> plan = plans.evaluated(version.id());
    return new WindowTerms(
        policy.policy().reference(),
        terms.monitoring(),
        terms.fairness(),
        ReportTerms.of(Optional.ofNullable(known.tier())),
        plan.map(DeclaredPlan::id).orElse(null),
        plan.map(DeclaredPlan::plan).orElse(null));
  }

  @Override
  public void refuseUnknown(String environment) {
    environments.refuseUnknown(environment, "/window/environment");
  }
}
