package org.assay.review.requirement;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.PolicyContext;
import org.assay.review.policy.Rule;
import org.assay.review.policy.Terms;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;

/**
 * What Assay computed of a version, as far as some requirements of its policy ask for it. A number
 * that somebody claimed is not among it, wherever it stands: no metric of a version or a run, and
 * no document.
 *
 * @param claims by their field in the context of expressions
 */
record ComputedClaims(Map<String, ComputedClaim> claims) {

  private static final Map<String, String> NOT_COMPUTED =
      Map.of(
          "shadow_run", "a shadow run beside the champion",
          "controls", "what a high risk asks of sign-in, qualifications and the next review");

  /** Copies the claims. */
  ComputedClaims {
    claims = Map.copyOf(claims);
  }

  /** Computes what rules ask for. */
  static ComputedClaims of(Collection<Rule> rules, Terms terms, VersionFacts facts) {
    Map<String, ComputedClaim> claims = new HashMap<>();
    for (Rule rule : rules) {
      rule.claims()
          .forEach(field -> claims.computeIfAbsent(field, _ -> claim(field, terms, facts)));
    }
    return new ComputedClaims(claims);
  }

  /** Computes one claim. */
  static ComputedClaim claim(String field, Terms terms, VersionFacts facts) {
    List<EvaluationFacts> evaluations = facts.evidence().evaluations();
    ReportTerms tier = ReportTerms.of(Optional.ofNullable(facts.tier()));
    double confidence = tier.confidence();
    return switch (field) {
      case PolicyContext.FAIRNESS ->
          FairnessClaim.of(terms.fairness(), facts.evidence().counts())
              .and(PlannedClaims.ofFairness(confidence, evaluations));
      case PolicyContext.PRIVACY -> PrivacyClaim.of(terms.privacy(), facts.evidence().attacks());
      case PolicyContext.EXPLAINABILITY -> ExplanationClaim.of(facts.evidence().explanations());
      case PolicyContext.CALIBRATION ->
          PlannedClaims.ofCalibration(terms.calibration(), confidence, evaluations);
      case PolicyContext.COMPARISON ->
          ComparisonClaim.of(terms.comparison(), tier, evaluations, facts.setting().champion());
      case PolicyContext.PERFORMANCE -> PlannedClaims.ofPerformance(confidence, evaluations);
      default ->
          ComputedClaim.missing(
              "%s, which Assay does not compute yet"
                  .formatted(NOT_COMPUTED.getOrDefault(field, field)));
    };
  }

  /** Returns what expressions see: the claims that are computed, and no field for another. */
  Map<String, Object> context() {
    Map<String, Object> context = new HashMap<>();
    claims.forEach(
        (field, claim) -> {
          Verdict verdict = claim.verdict();
          if (verdict != null) {
            context.put(field, Map.of(PolicyContext.VERDICT, verdict.name()));
          }
        });
    return context;
  }

  /** Returns those of some fields, in their order. */
  Map<String, ComputedClaim> asked(SortedSet<String> fields) {
    Map<String, ComputedClaim> found = new LinkedHashMap<>();
    for (String field : fields) {
      ComputedClaim claim = claims.get(field);
      if (claim != null) {
        found.put(field, claim);
      }
    }
    return found;
  }
}
