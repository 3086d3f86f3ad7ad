package org.assay.review.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.evidence.CountsJudge;
import org.assay.review.evidence.Evidence;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.Policies;
import org.assay.review.replica.VersionCopy;

/**
 * Judges counts when they are added, by the policy of the version's round, else the one in force.
 */
@ApplicationScoped
class CountVerdicts implements CountsJudge {

  private final FactsQuery facts;
  private final Policies policies;

  CountVerdicts(FactsQuery facts, Policies policies) {
    this.facts = facts;
    this.policies = policies;
  }

  @Override
  public List<EvidenceChanged.Verdict> verdicts(VersionCopy version, Evidence counts) {
    VersionFacts known = facts.known(version.id());
    FairnessTerms terms = known.policy(policies).policy().terms(known.tier()).fairness();
    return terms == null
        ? List.of()
        : known.evidence().counts().stream()
            .filter(record -> record.id().equals(counts.id()))
            .flatMap(record -> FairnessClaim.verdicts(terms, record).stream())
            .toList();
  }
}
