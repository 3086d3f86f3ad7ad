package org.assay.review.requirement;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.evidence.CountsJudge;
import org.assay.review.evidence.Evidence;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PrivacyTerms;
import org.assay.review.policy.Terms;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.VersionFacts.EvidenceFacts;

/**
 * Judges what is computed when it is added, by the policy of the version's round, else the one in
 * force.
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
  public List<EvidenceChanged.Verdict> verdicts(VersionCopy version, Evidence computed) {
    VersionFacts known = facts.known(version.id());
    Terms terms = known.policy(policies).policy().terms(known.tier());
    return verdicts(computed.id(), terms, known.evidence()).toList();
  }

  private static Stream<EvidenceChanged.Verdict> verdicts(
      UUID id, Terms terms, EvidenceFacts evidence) {
    FairnessTerms fairness = terms.fairness();
    PrivacyTerms privacy = terms.privacy();
    return Stream.of(
            evidence.counts().stream()
                .filter(record -> fairness != null && record.id().equals(id))
                .flatMap(
                    record -> FairnessClaim.verdicts(requireNonNull(fairness), record).stream()),
            evidence.attacks().stream()
                .filter(record -> privacy != null && record.id().equals(id))
                .flatMap(record -> PrivacyClaim.verdicts(requireNonNull(privacy), record).stream()),
            evidence.explanations().stream()
                .filter(record -> record.id().equals(id))
                .flatMap(record -> ExplanationClaim.verdicts(record).stream()))
        .flatMap(verdicts -> verdicts);
  }
}
