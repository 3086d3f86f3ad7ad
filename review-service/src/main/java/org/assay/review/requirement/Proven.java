package org.assay.review.requirement;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.Proof;
import org.assay.review.checklist.ProofState;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.plan.PlannedStatistic;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.CalibrationTerms;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyContext;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.Terms;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;
import org.assay.review.requirement.VersionFacts.WindowFacts;
import org.jspecify.annotations.Nullable;

/**
 * What Assay computed of a version, as far as questions of its checklists are answered with yes by
 * nothing else. Each is computed once, where it is asked for. Where nothing is computed for what
 * the version predicts, or the policy sets no limit, a document serves.
 */
public final class Proven {

  private static final Set<PredictionTask> OF_CLASSES =
      EnumSet.of(PredictionTask.BINARY, PredictionTask.MULTICLASS);

  /** Kinds of models that take in no named features. */
  private static final Set<String> WITHOUT_FEATURES = Set.of("VISION", "LANGUAGE", "GENERATIVE");

  /** Any error of calibration keeps it, so that the limit of the plan alone counts. */
  private static final CalibrationTerms NO_LIMIT = new CalibrationTerms(1);

  /** Of which claim a requirement may ask, so that two people may override it. */
  private static final Map<Proof, String> ASKED =
      Map.of(
          Proof.PERFORMANCE, PolicyContext.PERFORMANCE,
          Proof.SEGMENTS, PolicyContext.FAIRNESS,
          Proof.FAIRNESS, PolicyContext.FAIRNESS,
          Proof.CALIBRATION, PolicyContext.CALIBRATION,
          Proof.COMPARISON, PolicyContext.COMPARISON,
          Proof.PRIVACY, PolicyContext.PRIVACY,
          Proof.EXPLANATION, PolicyContext.EXPLAINABILITY);

  private final PolicyVersion bound;
  private final Terms terms;
  private final VersionFacts facts;
  private final List<EvaluationFacts> evaluations;
  private final WindowFacts windows;
  private final Map<Proof, ComputedClaim> claims = new EnumMap<>(Proof.class);

  private Proven(PolicyVersion bound, VersionFacts facts) {
    this.bound = bound;
    this.terms = bound.policy().terms(facts.tier());
    this.facts = facts;
    this.evaluations = facts.evidence().evaluations();
    this.windows = facts.evidence().windows();
  }

  /** Judges a version when it is asked for, by what its policy asks of its tier. */
  public static Proven of(VersionFacts facts, Policies policies) {
    return of(facts.policy(policies), facts);
  }

  static Proven of(PolicyVersion bound, VersionFacts facts) {
    return new Proven(bound, facts);
  }

  /**
   * Says how far what is computed answers a question.
   *
   * @param explained the features beyond a limit that its last answer explains, in windows that it
   *     cites; absent where it explains nothing
   */
  public ProofState state(Question question, @Nullable Set<String> explained) {
    return question.requires().stream()
        .flatMap(Proven::parts)
        .map(proof -> state(proof, claim(proof, explained)))
        .reduce(ProofState.PASSED, ProofState::and);
  }

  /** Returns what is computed of everything that a question takes; likewise. */
  public List<ComputedProof> computed(Question question, @Nullable Set<String> explained) {
    return question.requires().stream()
        .flatMap(Proven::parts)
        .distinct()
        .sorted()
        .map(proof -> shown(proof, claim(proof, explained)))
        .toList();
  }

  /** Returns the same for an answer that is given now: of windows the newest decide. */
  public List<ComputedProof> answering(Question question) {
    return question.requires().stream()
        .flatMap(Proven::parts)
        .distinct()
        .sorted()
        .map(proof -> shown(proof, newest(proof)))
        .toList();
  }

  /** Returns the records that something is computed of. */
  public Set<UUID> evidence(Proof proof) {
    return newest(proof).evidence().stream().map(UUID::fromString).collect(Collectors.toSet());
  }

  /** Returns the windows that a yes to drift explains, each where it is not within the limits. */
  public Set<UUID> askingWhy() {
    return windows.drift().stream()
        .flatMap(
            one ->
                Stream.concat(
                    WindowClaims.asksWhy(one.newest()) ? Stream.of(one.id()) : Stream.empty(),
                    WindowClaims.asksWhy(one.decided())
                        ? Stream.of(one.deciding())
                        : Stream.empty()))
        .collect(Collectors.toSet());
  }

  private static Stream<Proof> parts(Proof proof) {
    return proof == Proof.LIVE
        ? Stream.of(Proof.LIVE_PERFORMANCE, Proof.LIVE_FAIRNESS)
        : Stream.of(proof);
  }

  private ComputedProof shown(Proof proof, ComputedClaim claim) {
    ProofState state = state(proof, claim);
    return new ComputedProof(
        proof,
        state,
        state == ProofState.DOCUMENT
            ? List.of("Assay computes nothing of it for this version, so that a document serves")
            : claim.said());
  }

  private ProofState state(Proof proof, ComputedClaim claim) {
    Verdict verdict = claim.verdict();
    if (verdict == Verdict.PASS) {
      return ProofState.PASSED;
    }
    if (verdict == Verdict.FAIL) {
      return isOverridden(proof) ? ProofState.OPEN : ProofState.FAILED;
    }
    return verdict == Verdict.INCONCLUSIVE || isComputable(proof)
        ? ProofState.OPEN
        : ProofState.DOCUMENT;
  }

  /** What two people let pass stands in sight by itself; a question of it may be passed over. */
  private boolean isOverridden(Proof proof) {
    String asked = ASKED.get(proof);
    StandingOverrides overrides = new StandingOverrides(bound, facts);
    return asked != null
        && bound.rules().stream()
            .filter(rule -> rule.claims().contains(asked))
            .anyMatch(
                rule -> overrides.of(new RequirementKey(rule.requirement().id())).isPresent());
  }

  /**
   * Says whether Assay could compute it: for what the version predicts, by what the policy sets.
   */
  private boolean isComputable(Proof proof) {
    return switch (proof) {
      case EVALUATION, PERFORMANCE -> true;
      case EVALUATION_BY_GROUP ->
          terms.fairness() != null && !isAllOf(EnumSet.of(PredictionTask.RANKING));
      case GROUP_LIMITS, SEGMENTS -> !isOfNoClasses();
      case FAIRNESS ->
          terms.fairness() == null
              ? claim(Proof.SEGMENTS, null).verdict() != null
              : !isOfNoClasses() || !facts.evidence().counts().isEmpty();
      case CALIBRATION -> terms.calibration() != null && !isOfNoClasses();
      case COMPARISON -> terms.comparison() != null;
      case PRIVACY -> terms.privacy() != null;
      case EXPLANATION -> {
        String kind = facts.setting().kind();
        yield kind == null || !WITHOUT_FEATURES.contains(kind);
      }
      case LIVE_PERFORMANCE ->
          inForce()
              .filter(one -> one.plan().task() == PredictionTask.BINARY)
              .filter(one -> one.claims().stream().anyMatch(Proven::isOfCounts))
              .isPresent();
      case LIVE_FAIRNESS ->
          !isOfNoClasses()
              && (terms.fairness() != null || inForce().filter(Proven::limitsGroups).isPresent());
      case DRIFT -> terms.monitoring() != null;
      case LIVE -> throw new IllegalArgumentException("It has two parts");
    };
  }

  private boolean isOfNoClasses() {
    return isAllOf(EnumSet.complementOf(EnumSet.copyOf(OF_CLASSES)));
  }

  /** Nothing is known of what a version predicts before it is evaluated. */
  private boolean isAllOf(Collection<PredictionTask> tasks) {
    return !evaluations.isEmpty()
        && evaluations.stream().allMatch(one -> tasks.contains(one.plan().task()));
  }

  /** Windows are held to the newest plan that was evaluated. */
  private Optional<EvaluationFacts> inForce() {
    return evaluations.stream().max(Comparator.comparingInt(one -> one.plan().number()));
  }

  private static boolean isOfCounts(JudgedClaim claim) {
    return claim.attribute() == null
        && PlannedStatistic.named(claim.statistic()).filter(PlannedStatistic::ofCounts).isPresent();
  }

  /** The policy's limits bind whoever evaluates; where it has none, the plan states its own. */
  private boolean isLimited(EvaluationFacts evaluation) {
    return limitsGroups(evaluation) || (terms.fairness() != null && evaluation.plan().grouped());
  }

  private static boolean limitsGroups(EvaluationFacts evaluation) {
    return evaluation.claims().stream().anyMatch(claim -> claim.attribute() != null);
  }

  private ComputedClaim claim(Proof proof, @Nullable Set<String> explained) {
    return proof == Proof.DRIFT
        ? WindowClaims.ofDrift(windows.drift(), explained)
        : claims.computeIfAbsent(proof, one -> computed(one, false));
  }

  private ComputedClaim newest(Proof proof) {
    return proof.byWindows() ? computed(proof, true) : claim(proof, null);
  }

  private ComputedClaim computed(Proof proof, boolean answering) {
    return switch (proof) {
      case EVALUATION -> evaluated("", _ -> true);
      case EVALUATION_BY_GROUP -> evaluated(" and compares groups", one -> one.plan().grouped());
      case GROUP_LIMITS -> evaluated(" and limits by how much groups differ", this::isLimited);
      case PERFORMANCE -> asked(PolicyContext.PERFORMANCE);
      case SEGMENTS -> segments();
      case FAIRNESS -> terms.fairness() == null ? segments() : asked(PolicyContext.FAIRNESS);
      case CALIBRATION ->
          terms.calibration() == null
              ? PlannedClaims.ofCalibration(NO_LIMIT, confidence(), evaluations)
              : asked(PolicyContext.CALIBRATION);
      case COMPARISON -> asked(PolicyContext.COMPARISON);
      case PRIVACY -> asked(PolicyContext.PRIVACY);
      case EXPLANATION -> asked(PolicyContext.EXPLAINABILITY);
      case LIVE_PERFORMANCE -> WindowClaims.ofLive("performance", windows.performance(), answering);
      case LIVE_FAIRNESS -> WindowClaims.ofLive("fairness", windows.fairness(), answering);
      case DRIFT -> WindowClaims.ofDrift(windows.drift(), null);
      case LIVE -> throw new IllegalArgumentException("It has two parts");
    };
  }

  private ComputedClaim asked(String field) {
    return ComputedClaims.claim(field, terms, facts);
  }

  private double confidence() {
    return ReportTerms.of(Optional.ofNullable(facts.tier())).confidence();
  }

  /**
   * One that is valid is enough: that plans are older than results holds for each of them. What
   * their claims came to is no part of the question, and is told.
   */
  private ComputedClaim evaluated(String by, Predicate<EvaluationFacts> enough) {
    List<EvaluationFacts> valid = evaluations.stream().filter(one -> !one.lapsed()).toList();
    List<String> evidence = valid.stream().filter(enough).map(one -> one.id().toString()).toList();
    return evidence.isEmpty()
        ? ComputedClaim.missing(
            "predictions (PREDICTIONS) that Assay evaluated by a plan that is older%s, which are missing"
                .formatted(by))
        : new ComputedClaim(
            Verdict.PASS, valid.stream().map(Proven::told).toList(), List.of(), evidence);
  }

  private static String told(EvaluationFacts evaluation) {
    return evaluation.claims().stream()
        .map(
            claim -> {
              String about = claim.attribute() == null ? claim.className() : claim.attribute();
              return "%s%s is %s"
                  .formatted(
                      claim.statistic(), about == null ? "" : " of " + about, claim.verdict());
            })
        .collect(Collectors.joining(", ", "evaluated, look %d: ".formatted(evaluation.look()), ""));
  }

  private ComputedClaim segments() {
    ComputedClaim claim = PlannedClaims.ofFairness(confidence(), evaluations);
    return claim.verdict() == null
        ? ComputedClaim.missing(
            "a metric by group within the limit of a plan that is older, computed of predictions"
                + " (PREDICTIONS), which is missing")
        : claim;
  }
}
