package org.assay.review.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.problem.ProblemException;
import org.assay.review.gate.Candidates.Candidate;
import org.assay.review.gate.Candidates.Found;
import org.assay.review.gate.GateView.GateVersionView;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Policy;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.release.Environments;
import org.assay.review.replica.Access;
import org.assay.review.requirement.CopyTrust;
import org.assay.review.requirement.Explanation;
import org.assay.review.requirement.Explanation.Fulfiller;
import org.assay.review.requirement.FactsHealth;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.OverrideMarkView;
import org.assay.review.requirement.Reach;
import org.assay.review.requirement.RequirementKey;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.RequirementState;
import org.assay.review.requirement.RequirementView;
import org.assay.review.requirement.RequirementView.ClauseView;
import org.assay.review.requirement.RequirementViews;
import org.assay.review.requirement.Requirements;
import org.assay.review.requirement.VersionFacts;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether bytes may be deployed somewhere: two statements for the version and its facts,
 * two for parked events, and now and then one for the age of each copy. Where approvals are
 * missing, two more say who could still give them; where no round binds a policy, one says which
 * are in force.
 *
 * <p>ALLOW needs every requirement fulfilled at this instant. What is unknown, ambiguous, stale or
 * unreadable is denied; what fails is 503. Without a model named, models of the caller's own
 * projects count, or all that the caller may see where none of them has the bytes.
 */
@ApplicationScoped
class Gate {

  private static final String NOT_SHOWN = "Not shown outside the project";

  private final Candidates candidates;
  private final FactsQuery factsQuery;
  private final CopyTrust trust;
  private final Policies policies;
  private final Environments environments;
  private final Reach reach;
  private final GateDenials denials;
  private final GateMetrics metrics;

  Gate(
      Candidates candidates,
      FactsQuery factsQuery,
      CopyTrust trust,
      Policies policies,
      Environments environments,
      Reach reach,
      GateDenials denials,
      GateMetrics metrics) {
    this.candidates = candidates;
    this.factsQuery = factsQuery;
    this.trust = trust;
    this.policies = policies;
    this.environments = environments;
    this.reach = reach;
    this.denials = denials;
    this.metrics = metrics;
  }

  /**
   * Answers a question.
   *
   * @throws ProblemException 503 {@code SERVICE_UNAVAILABLE} if the answer cannot be found out
   */
  GateView ask(GateQuestion question) {
    GateView answer;
    try {
      answer = answer(question);
    } catch (RuntimeException e) {
      // Fail closed, and say that the question was not answered rather than that it failed.
      metrics.failed();
      throw ProblemException.of(
              CommonProblem.SERVICE_UNAVAILABLE,
              "The gate cannot find out whether these bytes may be deployed; do not deploy them")
          .retryAfter(Duration.ofSeconds(2))
          .because(e);
    }
    metrics.answered(answer.decision());
    return answer;
  }

  private GateView answer(GateQuestion question) {
    Found found = candidates.find(question);
    List<Candidate> visible = visible(question, found.candidates());
    if (visible.isEmpty()) {
      return unknown(question, found.at());
    }
    if (visible.stream().map(Candidate::modelId).distinct().count() > 1) {
      return ambiguous(question, found.at());
    }
    return judge(question, visible.getFirst(), found.at());
  }

  private static List<Candidate> visible(GateQuestion question, List<Candidate> all) {
    List<Candidate> own = all.stream().filter(Candidate::member).toList();
    if (!own.isEmpty()) {
      return own;
    }
    Caller caller = question.caller();
    // A machine that names the model may ask about it, and learns no more than the decision.
    boolean named = caller.machine() && question.model() != null;
    return seesAll(caller) || named ? all : List.of();
  }

  private static boolean seesAll(Caller caller) {
    return Access.seesAll(caller) || (!caller.machine() && caller.has(Role.OPERATOR));
  }

  private GateView unknown(GateQuestion question, Instant at) {
    return withoutVersion(
        question,
        "UNKNOWN_DIGEST",
        new RequirementResult.Unsatisfied(
            RequirementKey.VERSION_KNOWN,
            Explanation.of("No version that you may know of has these bytes")
                .by(List.of(Fulfiller.role(RoleNames.ENGINEER)))),
        at);
  }

  private GateView ambiguous(GateQuestion question, Instant at) {
    return withoutVersion(
        question,
        "AMBIGUOUS_DIGEST",
        new RequirementResult.Unsatisfied(
            RequirementKey.VERSION_KNOWN,
            Explanation.of(
                "These bytes stand in several models; name the one you deploy by model=")),
        at);
  }

  private GateView withoutVersion(
      GateQuestion question, String reasonCode, RequirementResult result, Instant at) {
    Policy policy = policies.current().policy();
    return new GateView(
        GateDecision.DENY,
        reasonCode,
        question.digest(),
        question.environment(),
        null,
        policy.reference(),
        RequirementViews.bare(List.of(result), policy),
        List.of(),
        at,
        at.plus(policy.copyAgeLimit()),
        null);
  }

  private GateView judge(GateQuestion question, Candidate candidate, Instant at) {
    Optional<VersionFacts> found =
        factsQuery.released(candidate.versionId(), question.environment());
    if (found.isEmpty() || !found.get().digest().equals(question.digest())) {
      // It was there a moment ago; a version does not change its bytes, so do not guess.
      return unknown(question, at);
    }
    VersionFacts facts = found.get();
    PolicyVersion policy = facts.policy(policies);
    boolean known = environments.environments().contains(question.environment());
    FactsHealth health = trust.of(facts.projectId(), facts.modelId());
    Requirements requirements = new Requirements(policy, facts);
    List<RequirementResult> results =
        reach.of(requirements.forDeployment(question.environment(), known, health), facts);
    List<String> unmet =
        results.stream()
            .filter(result -> !result.fulfilled())
            .map(result -> result.key().value())
            .sorted()
            .toList();
    boolean allow = known && unmet.isEmpty();
    if (!allow && known) {
      denials.note(facts, question, unmet, at);
    }
    boolean outside = question.caller().machine() && !candidate.member();
    List<RequirementView> views = RequirementViews.bare(results, policy.policy());
    return new GateView(
        allow ? GateDecision.ALLOW : GateDecision.DENY,
        reason(allow, known),
        question.digest(),
        question.environment(),
        outside ? null : new GateVersionView(facts.model(), facts.number(), facts.versionId()),
        policy.policy().reference(),
        outside ? keysOnly(views, results) : views,
        outside ? List.of() : OverrideMarkView.of(facts.marks()),
        at,
        usableUntil(at.plus(policy.policy().copyAgeLimit()), requirements, question),
        Duration.ofMillis(health.age().toMillis()).toString());
  }

  /** An answer is used no longer than what it rests on is valid. */
  private static Instant usableUntil(
      Instant most, Requirements requirements, GateQuestion question) {
    return requirements.nextEnd(question.environment()).filter(most::isAfter).orElse(most);
  }

  private static @Nullable String reason(boolean allow, boolean known) {
    if (allow) {
      return null;
    }
    return known ? "REQUIREMENTS_NOT_MET" : "UNKNOWN_ENVIRONMENT";
  }

  /** What a machine outside the project may know: which rules hold, and nothing of the reasons. */
  private static List<RequirementView> keysOnly(
      List<RequirementView> views, List<RequirementResult> results) {
    List<RequirementView> bare = new ArrayList<>();
    for (int index = 0; index < views.size(); index++) {
      RequirementView view = views.get(index);
      boolean fulfilled = results.get(index).fulfilled();
      bare.add(
          new RequirementView(
              view.key(),
              view.key(),
              fulfilled ? RequirementState.SATISFIED : RequirementState.UNSATISFIED,
              NOT_SHOWN,
              List.of(),
              new ClauseView(view.clause().policy(), view.clause().version(), NOT_SHOWN),
              List.of(),
              null,
              List.of()));
    }
    return bare;
  }
}
