package org.assay.review.requirement;

import static org.assay.review.evidence.statistics.Verdict.INCONCLUSIVE;
import static org.assay.review.evidence.statistics.Verdict.UNDEFINED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.RoleNames;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.PolicyContext;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.policy.Rule;
import org.assay.review.requirement.Explanation.Fulfiller;
import org.assay.review.requirement.RequirementResult.Failed;
import org.assay.review.requirement.RequirementResult.NotApplicable;
import org.assay.review.requirement.RequirementResult.Satisfied;
import org.assay.review.requirement.RequirementResult.Unsatisfied;
import org.assay.review.requirement.VersionFacts.ApprovalFacts;
import org.assay.review.requirement.VersionFacts.OpenFindings;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.jspecify.annotations.Nullable;

/**
 * Judges a version by its policy's requirements in CEL. What is not known of the version is left
 * out of what they see, so that a rule that asks for it fails rather than passes; so are the claims
 * that Assay did not compute.
 *
 * @param bound the policy
 * @param facts what is known
 * @param counts whether an approval of a review counts
 */
record PolicyRules(
    PolicyVersion bound, VersionFacts facts, BiPredicate<ReviewFacts, ApprovalFacts> counts) {

  private static final List<String> SEVERITIES = List.of("BLOCKER", "MAJOR", "MINOR", "NOTE");

  /** Returns what the rules say that concern a version wherever it goes. */
  List<RequirementResult> forPassing() {
    return judged(false, null);
  }

  /** Returns what the rules say that ask for the environment. */
  List<RequirementResult> in(String environment) {
    return judged(true, environment);
  }

  /**
   * Returns what the rules that ask for the environment say where none is named: what holds then
   * holds in every environment.
   */
  List<RequirementResult> inEvery() {
    return judged(true, null);
  }

  /** Says whether a rule that asks for no environment holds; what cannot be told does not. */
  boolean holds(Rule rule) {
    Map<String, Object> context = context(null);
    context.put(
        PolicyContext.CLAIMS,
        ComputedClaims.of(List.of(rule), bound.policy().terms(facts.tier()), facts).context());
    return rule.judge(context) instanceof Rule.Verdict.Holds;
  }

  private List<RequirementResult> judged(boolean ofEnvironment, @Nullable String environment) {
    List<Rule> rules =
        bound.rules().stream().filter(rule -> rule.asksForEnvironment() == ofEnvironment).toList();
    if (rules.isEmpty()) {
      return List.of();
    }
    ComputedClaims claims = ComputedClaims.of(rules, bound.policy().terms(facts.tier()), facts);
    Map<String, Object> context = context(environment);
    context.put(PolicyContext.CLAIMS, claims.context());
    return rules.stream().map(rule -> result(rule, context, claims.asked(rule.claims()))).toList();
  }

  private RequirementResult result(
      Rule rule, Map<String, Object> context, Map<String, ComputedClaim> claims) {
    RequirementKey key = new RequirementKey(rule.requirement().id());
    return switch (rule.judge(context)) {
      case Rule.Verdict.Holds _ ->
          new Satisfied(
              key,
              told("It holds: %s".formatted(rule.requirement().satisfiedIf()), claims.values()));
      case Rule.Verdict.NotConcerned _ ->
          new NotApplicable(
              key,
              Explanation.of(
                  "It concerns versions with %s".formatted(rule.requirement().appliesIf())));
      case Rule.Verdict.Broken _ -> broken(key, rule, claims.values());
      case Rule.Verdict.Undecided undecided ->
          new Failed(key, undecided(undecided.why(), claims).by(anybody()));
    };
  }

  /** What an interval does not decide is not broken: it cannot be told. */
  private static RequirementResult broken(
      RequirementKey key, Rule rule, Collection<ComputedClaim> claims) {
    List<Verdict> verdicts =
        claims.stream().map(ComputedClaim::verdict).flatMap(Stream::ofNullable).toList();
    Verdict together = Verdict.all(verdicts);
    if (!verdicts.isEmpty() && (together == INCONCLUSIVE || together == UNDEFINED)) {
      return new Failed(key, told(together.name(), claims).by(anybody()));
    }
    return new Unsatisfied(
        key,
        told("It does not hold: %s".formatted(rule.requirement().satisfiedIf()), claims)
            .by(anybody()));
  }

  /** A claim that is not known is named with what it takes. */
  private static Explanation undecided(String why, Map<String, ComputedClaim> claims) {
    Map<String, ComputedClaim> missing = new LinkedHashMap<>(claims);
    missing.values().removeIf(claim -> claim.verdict() != null);
    if (missing.isEmpty()) {
      return told(why, claims.values());
    }
    return told(
        missing.keySet().stream()
            .map(field -> PolicyContext.CLAIMS + "." + field)
            .collect(Collectors.joining(", ", "INSUFFICIENT_DATA for ", "")),
        claims.values());
  }

  private static Explanation told(String reason, Collection<ComputedClaim> claims) {
    String said =
        claims.stream().flatMap(claim -> claim.said().stream()).collect(Collectors.joining("; "));
    return Explanation.of(said.isEmpty() ? reason : "%s: %s".formatted(reason, said))
        .computed(
            claims.stream().flatMap(claim -> claim.values().stream()).toList(),
            claims.stream().flatMap(claim -> claim.evidence().stream()).distinct().toList());
  }

  /** An expression does not say who could make it true; those who work on a version could. */
  private static List<Fulfiller> anybody() {
    return Stream.of(
            RoleNames.ENGINEER,
            RoleNames.ETHICS_REVIEWER,
            RoleNames.PERFORMANCE_REVIEWER,
            RoleNames.LEAD)
        .map(Fulfiller::role)
        .toList();
  }

  private Map<String, Object> context(@Nullable String environment) {
    Map<String, Object> context = RequiredReviews.known(facts);
    context.put("findings", findings(null));
    context.put("reviews", reviews());
    context.put("approvals", approvals());
    RequiredReviews.put(context, PolicyContext.ENVIRONMENT, environment);
    return context;
  }

  private Map<String, Object> reviews() {
    Map<String, Object> reviews = new HashMap<>();
    for (ReviewFacts review : facts.reviews()) {
      List<ApprovalFacts> counted = counted(review);
      reviews.put(
          review.type().field(),
          Map.of(
              "state",
              review.state(),
              "approvals",
              (long) counted.size(),
              "units",
              units(counted),
              "findings",
              findings(review.type())));
    }
    return reviews;
  }

  private Map<String, Object> approvals() {
    List<ApprovalFacts> counted = new ArrayList<>();
    facts.reviews().forEach(review -> counted.addAll(counted(review)));
    Set<String> people = new HashSet<>();
    counted.forEach(approval -> people.add(facts.person(approval.subject())));
    return Map.of(
        "count", (long) counted.size(), "people", (long) people.size(), "units", units(counted));
  }

  private List<ApprovalFacts> counted(ReviewFacts review) {
    Set<String> people = new HashSet<>();
    return review.approvals().stream()
        .filter(approval -> counts.test(review, approval))
        .filter(approval -> people.add(facts.person(approval.subject())))
        .toList();
  }

  private static List<String> units(List<ApprovalFacts> approvals) {
    return approvals.stream()
        .flatMap(approval -> Stream.ofNullable(approval.unit()))
        .distinct()
        .sorted()
        .toList();
  }

  private Map<String, Object> findings(@Nullable ReviewType type) {
    Map<String, Object> open = new HashMap<>();
    for (String severity : SEVERITIES) {
      long count =
          facts.setting().findings().stream()
              .filter(found -> found.severity().equals(severity))
              .filter(found -> type == null || found.type() == type)
              .mapToLong(OpenFindings::open)
              .sum();
      open.put(severity.toLowerCase(Locale.ROOT), count);
    }
    return open;
  }
}
