package org.assay.review.requirement;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.Proof;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyContext;
import org.assay.review.policy.Terms;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;
import org.jspecify.annotations.Nullable;

/**
 * What Assay computed of a version, as far as questions of its checklists are answered with yes by
 * nothing else. Each is computed once, where it is asked for. Of what windows show it says nothing:
 * an answer cites those.
 */
public final class Proven {

  private final Terms terms;
  private final VersionFacts facts;
  private final Map<Proof, ComputedClaim> claims = new EnumMap<>(Proof.class);

  private Proven(Terms terms, VersionFacts facts) {
    this.terms = terms;
    this.facts = facts;
  }

  /** Judges a version when it is asked for, by what its policy asks of its tier. */
  public static Proven of(VersionFacts facts, Policies policies) {
    return new Proven(facts.policy(policies).policy().terms(facts.tier()), facts);
  }

  /** Says whether everything that a question takes passes. */
  public boolean holds(Question question) {
    return question.requires().stream().allMatch(proof -> proof.byWindows() || passes(proof));
  }

  /** Says whether what Assay computes of it passes. */
  public boolean passes(Proof proof) {
    return claim(proof).verdict() == Verdict.PASS;
  }

  /** Returns what was computed of it and what is missing. */
  public String said(Proof proof) {
    ComputedClaim claim = claim(proof);
    String said = String.join("; ", claim.said());
    @Nullable Verdict verdict = claim.verdict();
    return verdict == null ? said : "%s: %s".formatted(verdict, said);
  }

  /** Returns the records that it is computed of. */
  public Set<UUID> evidence(Proof proof) {
    return claim(proof).evidence().stream().map(UUID::fromString).collect(Collectors.toSet());
  }

  private ComputedClaim claim(Proof proof) {
    return claims.computeIfAbsent(proof, this::computed);
  }

  private ComputedClaim computed(Proof proof) {
    return switch (proof) {
      case EVALUATION -> evaluated();
      case PERFORMANCE -> ComputedClaims.claim(PolicyContext.PERFORMANCE, terms, facts);
      case SEGMENTS -> segments();
      case FAIRNESS -> ComputedClaims.claim(PolicyContext.FAIRNESS, terms, facts);
      case CALIBRATION -> ComputedClaims.claim(PolicyContext.CALIBRATION, terms, facts);
      case COMPARISON -> ComputedClaims.claim(PolicyContext.COMPARISON, terms, facts);
      case PRIVACY -> ComputedClaims.claim(PolicyContext.PRIVACY, terms, facts);
      case EXPLANATION -> ComputedClaims.claim(PolicyContext.EXPLAINABILITY, terms, facts);
      case LIVE, DRIFT ->
          throw new IllegalArgumentException("What windows show is not of the version");
    };
  }

  /** One that is valid is enough: that plans are older than results holds for each of them. */
  private ComputedClaim evaluated() {
    List<EvaluationFacts> valid =
        facts.evidence().evaluations().stream().filter(one -> !one.lapsed()).toList();
    return valid.isEmpty()
        ? ComputedClaim.missing(
            "predictions (PREDICTIONS) that Assay evaluated by a plan that is older, which are"
                + " missing")
        : new ComputedClaim(
            Verdict.PASS,
            List.of("%d evaluations of predictions".formatted(valid.size())),
            List.of(),
            valid.stream().map(one -> one.id().toString()).toList());
  }

  private ComputedClaim segments() {
    double confidence = ReportTerms.of(Optional.ofNullable(facts.tier())).confidence();
    ComputedClaim claim = PlannedClaims.ofFairness(confidence, facts.evidence().evaluations());
    return claim.verdict() == null
        ? ComputedClaim.missing(
            "a metric by group within the limit of a plan that is older, computed of predictions"
                + " (PREDICTIONS), which is missing")
        : claim;
  }
}
