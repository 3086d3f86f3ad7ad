package org.assay.review.requirement;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assay.kit.identity.Role;
import org.assay.kit.identity.RoleNames;
import org.assay.review.checklist.Checklist.Open;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Policy;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.policy.Rule;
import org.assay.review.policy.Terms;
import org.assay.review.requirement.Explanation.Fulfiller;
import org.assay.review.requirement.RequirementResult.Failed;
import org.assay.review.requirement.RequirementResult.Impossible;
import org.assay.review.requirement.RequirementResult.Overridden;
import org.assay.review.requirement.RequirementResult.Pending;
import org.assay.review.requirement.RequirementResult.Satisfied;
import org.assay.review.requirement.RequirementResult.Stale;
import org.assay.review.requirement.RequirementResult.Unsatisfied;
import org.assay.review.requirement.VersionFacts.ApprovalFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.assay.review.requirement.VersionFacts.DeprecationFacts;
import org.assay.review.requirement.VersionFacts.IncidentFacts;
import org.assay.review.requirement.VersionFacts.Progress;
import org.assay.review.requirement.VersionFacts.QualificationFacts;
import org.assay.review.requirement.VersionFacts.ReleaseFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;

/**
 * Judges the facts of one version by its policy. Pure: the same facts give the same answer, and
 * nothing that was decided before is trusted.
 *
 * <p>An approval counts while it was given for these bytes, on the evidence of now and under this
 * policy, by somebody who had no part in the version and, where the policy needs that many people,
 * approved no other review of the round.
 */
public final class Requirements {

  private static final Set<String> RELEASABLE = Set.of("IN_REVIEW", "APPROVED", "RELEASED");

  private final PolicyVersion bound;
  private final Policy policy;
  private final VersionFacts facts;
  private final Terms terms;
  private final List<RequiredReview> required;
  private final Instant judged;

  /**
   * Takes what is judged.
   *
   * @param bound the policy that the round is bound to
   */
  public Requirements(PolicyVersion bound, VersionFacts facts) {
    this(bound, facts, facts.at());
  }

  /**
   * Takes what is judged.
   *
   * @param judged when qualifications have to count, besides when somebody approved by them
   */
  private Requirements(PolicyVersion bound, VersionFacts facts, Instant judged) {
    this.judged = judged;
    this.bound = bound;
    this.policy = bound.policy();
    this.facts = facts;
    this.terms = policy.terms(facts.tier());
    this.required = RequiredReviews.of(bound, facts);
  }

  /**
   * Returns what the round's assessment needs to pass: the policy's reviews, by the right people.
   */
  public List<RequirementResult> forPassing() {
    List<RequirementResult> results = new ArrayList<>();
    results.add(submitted());
    required.forEach(review -> results.add(approved(review)));
    stillAsked().forEach(review -> results.add(approved(review)));
    results.add(distinctApprovers());
    distinctUnits().ifPresent(results::add);
    qualifiedSections().ifPresent(results::add);
    results.add(separationOfDuties());
    results.add(tierPermitted());
    results.addAll(tierRules().forPassing());
    results.addAll(rules().forPassing());
    return overridden(results);
  }

  /** Returns what the policy asks of the version's round and of where it is to go. */
  public List<RequirementResult> forRound(String environment) {
    return forRound(rules().in(environment));
  }

  /**
   * Returns what the policy asks of the version's round wherever it is to go; what could only be
   * told of one environment is not fulfilled.
   */
  public List<RequirementResult> forEveryEnvironment() {
    return forRound(rules().inEvery());
  }

  private List<RequirementResult> forRound(List<RequirementResult> ofEnvironment) {
    List<RequirementResult> results = new ArrayList<>(forPassing());
    results.addAll(overridden(ofEnvironment));
    return List.copyOf(results);
  }

  /**
   * Returns the first instant at which something ends that a release to an environment rests on
   * now, empty where nothing does.
   */
  public Optional<Instant> nextEnd(String environment) {
    return Stream.concat(facts.nextEnd(environment).stream(), tierRules().ends())
        .filter(facts::isValid)
        .min(Comparator.naturalOrder());
  }

  /**
   * Returns when the first of the approvals and records ends that the round rests on, empty where
   * none does; only another round takes their place.
   */
  public Optional<Instant> roundEnds() {
    return Stream.of(
            facts.firstApprovalEnds(),
            Optional.ofNullable(facts.evidence().span().endsAt()),
            tierRules().evidenceEnds())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /**
   * Returns the open reviews that another tier asks for than the model's: the tier fell while the
   * round went on, and what it was asked for stays asked for until the next round.
   */
  private List<RequiredReview> stillAsked() {
    return facts.reviews().stream()
        .filter(review -> review.progress() == Progress.OPEN)
        .filter(review -> required.stream().noneMatch(asked -> asked.type() == review.type()))
        .filter(review -> policy.asksOfSomeTier(review.type()))
        .map(review -> new RequiredReview(review.type(), review.approvalsRequired()))
        .toList();
  }

  private TierRules tierRules() {
    return new TierRules(bound, terms, facts);
  }

  /** Returns how many approvals the round needs. */
  private int approvalsNeeded() {
    return Stream.concat(required.stream(), stillAsked().stream())
        .mapToInt(RequiredReview::approvals)
        .sum();
  }

  /**
   * Says whether what decides on a condition holds of the version; what cannot be told does not.
   */
  public boolean holds(Rule check) {
    return rules().holds(check);
  }

  private PolicyRules rules() {
    return new PolicyRules(bound, facts, this::counts);
  }

  /**
   * Returns what a release to an environment needs of the round and of its conditions, whatever
   * else closes the gate.
   */
  public List<RequirementResult> forDecision(String environment) {
    List<RequirementResult> results = new ArrayList<>(forRound(environment));
    tierRules().atRelease().ifPresent(results::add);
    return List.copyOf(results);
  }

  /**
   * Returns what a release to an environment needs: a passed round, and facts that can be trusted
   * now.
   */
  public List<RequirementResult> forRelease(String environment, FactsHealth health) {
    List<RequirementResult> results = new ArrayList<>();
    results.add(versionKnown());
    results.addAll(forDecision(environment));
    results.add(notRevoked());
    results.add(notHeld());
    results.add(incidentsContained());
    results.add(fresh(health));
    results.add(readable(health));
    return List.copyOf(results);
  }

  /**
   * Returns what a deployment to an environment needs: all a release needs, and the release. A
   * qualification that ended after the release takes nothing from it.
   *
   * @param known whether the installation knows the environment
   */
  public List<RequirementResult> forDeployment(
      String environment, boolean known, FactsHealth health) {
    Instant decided = facts.release(environment).map(ReleaseFacts::decidedAt).orElse(judged);
    return new Requirements(bound, facts, decided).deployment(environment, known, health);
  }

  private List<RequirementResult> deployment(
      String environment, boolean known, FactsHealth health) {
    List<RequirementResult> results = new ArrayList<>();
    results.add(versionKnown());
    results.addAll(forRound(environment));
    results.add(released(environment, known));
    results.add(notRevoked());
    results.add(notHeld());
    results.add(incidentsContained());
    results.add(fresh(health));
    results.add(readable(health));
    return List.copyOf(results);
  }

  private List<RequirementResult> overridden(List<RequirementResult> results) {
    return results.stream().map(this::overridden).toList();
  }

  /** What is fulfilled needs no override, so the answer stays what it is where both are there. */
  private RequirementResult overridden(RequirementResult result) {
    if (result.fulfilled()) {
      return result;
    }
    return new StandingOverrides(bound, facts)
        .of(result.key())
        .<RequirementResult>map(
            override ->
                new Overridden(
                    result.key(),
                    Explanation.of(
                            "Overridden by two people until %s; without it: %s"
                                .formatted(override.expiresAt(), result.why().reason()))
                        .since(override.grantedAt(), List.of(override.id().toString()))))
        .orElse(result);
  }

  private RequirementResult versionKnown() {
    return new Satisfied(
        RequirementKey.VERSION_KNOWN,
        Explanation.of("Version %d of %s has these bytes".formatted(facts.number(), facts.model()))
            .since(null, List.of(facts.versionId().toString())));
  }

  private RequirementResult submitted() {
    RequirementKey key = RequirementKey.SUBMITTED;
    AssessmentFacts assessment = facts.assessment();
    if (assessment == null) {
      return new Unsatisfied(
          key,
          Explanation.of("The version was not submitted")
              .by(roles(RoleNames.ENGINEER, RoleNames.LEAD)));
    }
    List<String> evidence = List.of(assessment.id().toString());
    if (!assessment.digest().equals(facts.digest())) {
      return new Stale(
          key, Explanation.of("The round was opened for other bytes").since(null, evidence));
    }
    if (assessment.rebinding()) {
      return new Stale(
          key,
          Explanation.of(
                  "Another policy is in force than the one that round %d is bound to; the next round"
                          .formatted(assessment.round())
                      + " opens by itself")
              .since(null, evidence));
    }
    return switch (assessment.state()) {
      case "OPEN", "PASSED", "LOST" ->
          new Satisfied(
              key,
              Explanation.of("Round %d is open or passed".formatted(assessment.round()))
                  .since(assessment.openedAt(), evidence));
      case "FAILED" ->
          new Unsatisfied(
              key,
              Explanation.of(
                      "Round %d failed; a new round needs something changed"
                          .formatted(assessment.round()))
                  .by(roles(RoleNames.ENGINEER, RoleNames.LEAD))
                  .since(null, evidence));
      case "WITHDRAWN" ->
          new Unsatisfied(
              key,
              Explanation.of("Round %d was withdrawn".formatted(assessment.round()))
                  .by(roles(RoleNames.ENGINEER, RoleNames.LEAD))
                  .since(null, evidence));
      // Text from the database is no closed set: what is not known here does not pass.
      default ->
          new Failed(
              key, Explanation.of("The round's state cannot be judged").since(null, evidence));
    };
  }

  private RequirementResult approved(RequiredReview required) {
    RequirementKey key = RequirementKey.approved(required.type());
    Optional<ReviewFacts> found = facts.review(required.type());
    if (found.isEmpty()) {
      return new Unsatisfied(
          key,
          Explanation.of("There is no such review in this round")
              .by(roles(RoleNames.ENGINEER, RoleNames.LEAD)));
    }
    ReviewFacts review = found.get();
    int counted =
        (int)
            review.approvals().stream()
                .filter(approval -> counts(review, approval))
                .map(approval -> facts.person(approval.subject()))
                .distinct()
                .count();
    List<String> evidence = List.of(review.id().toString());
    if (review.progress() == Progress.APPROVED && review.openFindings() > 0) {
      return new Unsatisfied(
          key,
          Explanation.of(
                  "%d findings of the review, BLOCKER or MAJOR, were not ended by a reviewer"
                      .formatted(review.openFindings()))
              // Whose turn it is: what is answered or mended waits for a reviewer.
              .by(
                  review.unansweredFindings() > 0
                      ? roles(RoleNames.ENGINEER, RoleNames.LEAD)
                      : reviewers(review))
              .value("open_findings", review.openFindings(), 0)
              .since(null, evidence));
    }
    if (review.progress() == Progress.APPROVED && review.missedConditions() > 0) {
      return new Unsatisfied(
          key,
          Explanation.of(
                  "%d conditions of the approval are due and not met"
                      .formatted(review.missedConditions()))
              .by(reviewers(review))
              .value("missed_conditions", review.missedConditions(), 0)
              .since(null, evidence));
    }
    return switch (review.progress()) {
      case OPEN ->
          new Pending(
              key,
              Explanation.of(
                      "The review is %s with %d of %d approvals"
                          .formatted(review.state(), counted, asked(required, review)))
                  .by(reviewers(review))
                  .value("approvals", counted, asked(required, review))
                  .since(null, evidence));
      case CLOSED -> closed(key, review, counted, required.approvals());
      case APPROVED ->
          counted >= required.approvals()
              ? counted(key, review, counted, required.approvals())
              : uncounted(key, review, counted, required.approvals());
    };
  }

  /** Enough approvals count: what they were given on still has to hold. */
  private RequirementResult counted(
      RequirementKey key, ReviewFacts review, int counted, int needed) {
    if (facts.evidence().span().lapsed() > 0) {
      return lapsed(key);
    }
    List<Open> lacking = review.lacking();
    List<String> evidence = List.of(review.id().toString());
    return lacking.isEmpty()
        ? new Satisfied(
            key,
            Explanation.of("%d of %d approvals count".formatted(counted, needed))
                .value("approvals", counted, needed)
                .since(review.changedAt(), evidence))
        : new Unsatisfied(
            key,
            Explanation.of(
                    "The review is approved, but questions of its checklist are not answered as they"
                        + " have to be now: %s"
                            .formatted(lacking.stream().map(Open::id).collect(joining(", "))))
                .by(reviewers(review))
                .value("open_questions", lacking.size(), 0)
                .since(null, evidence));
  }

  /** An open review goes on to be asked for what it was, though the tier fell. */
  private static int asked(RequiredReview required, ReviewFacts review) {
    return Math.max(required.approvals(), review.approvalsRequired());
  }

  private RequirementResult closed(
      RequirementKey key, ReviewFacts review, int counted, int needed) {
    Explanation why =
        Explanation.of("The review is %s".formatted(review.state()))
            .by(roles(RoleNames.ENGINEER, RoleNames.LEAD))
            .value("approvals", counted, needed)
            .since(null, List.of(review.id().toString()));
    // It says the same before and after somebody wrote down that the clock ended it.
    boolean ended = review.state().equals("EXPIRED") || otherwiseBound(review);
    return ended ? new Stale(key, why) : new Unsatisfied(key, why);
  }

  private RequirementResult lapsed(RequirementKey key) {
    int lapsed = facts.evidence().span().lapsed();
    return new Stale(
        key,
        Explanation.of(
                "%d records of the evidence are no longer valid; others have to supersede them"
                    .formatted(lapsed))
            .by(roles(RoleNames.ENGINEER, RoleNames.LEAD))
            .value("lapsed_evidence", lapsed, 0));
  }

  private RequirementResult uncounted(
      RequirementKey key, ReviewFacts review, int counted, int needed) {
    Explanation why =
        Explanation.of(
                "The review is approved, but only %d of %d approvals count"
                    .formatted(counted, needed))
            .by(reviewers(review))
            .value("approvals", counted, needed)
            .since(null, List.of(review.id().toString()));
    boolean ended = review.approvals().stream().anyMatch(a -> !inForce(a));
    return ended ? new Stale(key, why) : new Unsatisfied(key, why);
  }

  private RequirementResult distinctApprovers() {
    RequirementKey key = RequirementKey.DISTINCT_APPROVERS;
    Set<String> people = new HashSet<>();
    int approvals = 0;
    for (ReviewFacts review : facts.reviews()) {
      for (ApprovalFacts approval : review.approvals()) {
        if (inForce(approval)) {
          people.add(facts.person(approval.subject()));
          approvals++;
        }
      }
    }
    int needed = terms.distinctPeople();
    Explanation why =
        Explanation.of("%d of %d different people approved".formatted(people.size(), needed))
            .value("people", people.size(), needed);
    if (people.size() >= needed) {
      return new Satisfied(key, why);
    }
    int asked = approvalsNeeded();
    return approvals < asked
        ? new Pending(key, why.by(roles(RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER)))
        : new Unsatisfied(
            key, why.by(roles(RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER)));
  }

  /** The unit is the one that was held at the time of the approval. */
  private Optional<RequirementResult> distinctUnits() {
    int needed = terms.distinctUnits();
    if (needed <= 1) {
      return Optional.empty();
    }
    RequirementKey key = RequirementKey.DISTINCT_UNITS;
    Set<String> units = new HashSet<>();
    int approvals = 0;
    for (ReviewFacts review : facts.reviews()) {
      for (ApprovalFacts approval : review.approvals()) {
        String unit = approval.unit();
        if (counts(review, approval)) {
          approvals++;
          if (unit != null) {
            units.add(unit);
          }
        }
      }
    }
    Explanation why =
        Explanation.of(
                "The approvers come from %d of %d different units".formatted(units.size(), needed))
            .value("units", units.size(), needed);
    if (units.size() >= needed) {
      return Optional.of(new Satisfied(key, why));
    }
    Explanation open = why.by(roles(RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER));
    return Optional.of(
        approvals < approvalsNeeded() ? new Pending(key, open) : new Unsatisfied(key, open));
  }

  private Optional<RequirementResult> qualifiedSections() {
    if (!terms.asksForQualifiedSections()) {
      return Optional.empty();
    }
    Optional<ReviewFacts> review = facts.review(ReviewType.PERFORMANCE);
    return Optional.of(
        new QualifiedSections(
                facts,
                review,
                required.stream().anyMatch(one -> one.type() == ReviewType.PERFORMANCE),
                approval -> review.filter(one -> counts(one, approval)).isPresent(),
                judged)
            .result());
  }

  private RequirementResult separationOfDuties() {
    RequirementKey key = RequirementKey.SEPARATION_OF_DUTIES;
    boolean any = false;
    for (ReviewFacts review : facts.reviews()) {
      for (ApprovalFacts approval : review.approvals()) {
        any = true;
        Optional<Duty> breach = against(review, approval);
        if (breach.isPresent()) {
          return breached(key, breach.get(), approval.id().toString());
        }
      }
    }
    for (ReleaseFacts release : facts.releases()) {
      Optional<Duty> breach =
          Duty.againstRelease(
              facts.partsOf(release.decidedBy()), false, facts.approved(release.decidedBy()));
      if (breach.isPresent()) {
        return breached(key, breach.get(), release.id().toString());
      }
    }
    return any
        ? new Satisfied(
            key, Explanation.of("No approver and no releaser had a part in the version"))
        : new Pending(
            key,
            Explanation.of("Nobody has approved yet")
                .by(roles(RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER)));
  }

  private static RequirementResult breached(RequirementKey key, Duty duty, String evidence) {
    return new Unsatisfied(
        key,
        Explanation.of(duty.rule())
            .by(roles(RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER))
            .since(null, List.of(evidence)));
  }

  private RequirementResult released(String environment, boolean known) {
    RequirementKey key = RequirementKey.RELEASED;
    if (!known) {
      return new Impossible(
          key, Explanation.of("There is no environment of the name that was asked for"));
    }
    AssessmentFacts assessment = facts.assessment();
    Optional<ReleaseFacts> found = facts.release(environment);
    if (found.isEmpty()) {
      Explanation why =
          Explanation.of("The version is not released for %s".formatted(environment))
              .by(roles(RoleNames.LEAD));
      boolean underReview = assessment != null && assessment.state().equals("OPEN");
      return underReview ? new Pending(key, why) : new Unsatisfied(key, why);
    }
    ReleaseFacts release = found.get();
    List<String> evidence = List.of(release.id().toString());
    if (!release.digest().equals(facts.digest())) {
      return new Stale(key, Explanation.of("Other bytes were released").since(null, evidence));
    }
    if (!facts.isValid(release.validUntil())) {
      return new Stale(
          key,
          Explanation.of("The release was valid until %s".formatted(release.validUntil()))
              .by(roles(RoleNames.ENGINEER, RoleNames.LEAD))
              .since(null, evidence));
    }
    if (assessment == null || !assessment.state().equals("PASSED")) {
      return new Stale(
          key,
          Explanation.of("The round behind the release no longer stands").since(null, evidence));
    }
    if (facts.deprecation() != null) {
      return deprecated(facts.deprecation(), environment, release);
    }
    if (!RELEASABLE.contains(facts.state())) {
      return new Unsatisfied(
          key,
          Explanation.of("The registry says that the version is %s".formatted(facts.state()))
              .by(roles(RoleNames.LEAD))
              .since(null, evidence));
    }
    return new Satisfied(
        key,
        Explanation.of("Released for %s".formatted(environment))
            .since(release.decidedAt(), evidence));
  }

  /** Until its last day a deprecated version goes on where it ran before, and nowhere else. */
  private RequirementResult deprecated(
      DeprecationFacts deprecation, String environment, ReleaseFacts release) {
    RequirementKey key = RequirementKey.RELEASED;
    Instant endsAt = deprecation.endsAt();
    boolean running = deprecation.environments().contains(environment);
    if (endsAt != null && facts.isValid(endsAt) && running) {
      return new Satisfied(
          key,
          Explanation.of(
                  "Released for %s, deprecated, and may run where it ran until %s"
                      .formatted(environment, endsAt))
              .since(release.decidedAt(), List.of(release.id().toString())));
    }
    return new Unsatisfied(
        key,
        Explanation.of(
                running
                    ? "The version is DEPRECATED, and its last day is over"
                    : "The version is DEPRECATED, and did not run in %s before"
                        .formatted(environment))
            .by(roles(RoleNames.LEAD))
            .since(null, List.of(release.id().toString())));
  }

  private RequirementResult notRevoked() {
    RequirementKey key = RequirementKey.NOT_REVOKED;
    var revocation = facts.revocation();
    if (revocation == null) {
      return new Satisfied(key, Explanation.of("No revocation of these bytes stands"));
    }
    return new Unsatisfied(
        key,
        Explanation.of(
                "These bytes are revoked (%s); a new round has to pass"
                    .formatted(revocation.cause()))
            .by(roles(RoleNames.LEAD))
            .since(null, List.of(revocation.id().toString())));
  }

  private RequirementResult tierPermitted() {
    RequirementKey key = RequirementKey.TIER_PERMITTED;
    var classification = facts.classification();
    if (classification == null) {
      return new Satisfied(key, Explanation.of("No use of the model is classified as prohibited"));
    }
    List<String> evidence = List.of(classification.id().toString());
    return classification.tier() == Tier.PROHIBITED
        ? new Unsatisfied(
            key,
            Explanation.of("The model is classified PROHIBITED for one of its use cases")
                .since(null, evidence))
        : new Satisfied(
            key,
            Explanation.of("The highest tier of its use cases is " + classification.tier())
                .since(null, evidence));
  }

  private RequirementResult notHeld() {
    RequirementKey key = RequirementKey.NOT_HELD;
    var hold = facts.hold();
    if (hold == null) {
      return new Satisfied(key, Explanation.of("No hold stands on these bytes"));
    }
    return new Unsatisfied(
        key,
        Explanation.of(
                hold.until() == null
                    ? "A hold stands on these bytes; another than who placed it lifts it"
                    : "A hold stands on these bytes until %s".formatted(hold.until()))
            .by(roles(RoleNames.LEAD, RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER))
            .since(null, List.of(hold.id().toString())));
  }

  private RequirementResult incidentsContained() {
    RequirementKey key = RequirementKey.INCIDENTS_CONTAINED;
    List<IncidentFacts> open = facts.exposing();
    if (open.isEmpty()) {
      return new Satisfied(key, Explanation.of("No serious incident of these bytes is open"));
    }
    return new Unsatisfied(
        key,
        Explanation.of(
                "%d serious incidents of these bytes are open; SEV2 has to be contained, which takes"
                        .formatted(open.size())
                    + " a revocation or a hold, and SEV1 closed by another person than reported it")
            .by(roles(RoleNames.LEAD))
            .value("open_incidents", open.size(), 0)
            .since(null, open.stream().map(incident -> incident.id().toString()).toList()));
  }

  private RequirementResult fresh(FactsHealth health) {
    return fresh(policy, health);
  }

  /** Says whether the copies are young enough for a policy. */
  public static RequirementResult fresh(Policy policy, FactsHealth health) {
    RequirementKey key = RequirementKey.FACTS_FRESH;
    // A copy that never heard of its source is as old as a duration can tell.
    double age = (double) health.age().toSeconds();
    double limit = (double) policy.copyAgeLimit().toSeconds();
    if (health.age().compareTo(policy.copyAgeLimit()) <= 0) {
      return new Satisfied(
          key, Explanation.of("The facts are recent enough").value("copy_age_seconds", age, limit));
    }
    return new Stale(
        key,
        Explanation.of(
                "The facts are older than %d seconds; events of the registry or of projects are late"
                    .formatted(policy.copyAgeLimit().toSeconds()))
            .by(roles(RoleNames.OPERATOR))
            .value("copy_age_seconds", age, limit));
  }

  private static RequirementResult readable(FactsHealth health) {
    RequirementKey key = RequirementKey.FACTS_READABLE;
    return health.unreadable()
        ? new Failed(
            key,
            Explanation.of("An event about the project or the model could not be applied")
                .by(roles(RoleNames.OPERATOR)))
        : new Satisfied(key, Explanation.of("Every event was applied"));
  }

  private boolean counts(ReviewFacts review, ApprovalFacts approval) {
    return inForce(approval) && against(review, approval).isEmpty();
  }

  /** Says whether an approval is of these bytes under this policy, and still valid. */
  private boolean inForce(ApprovalFacts approval) {
    return boundHere(approval) && facts.isValid(approval.validUntil()) && qualified(approval);
  }

  /** What somebody's role alone does not let decide rests on a qualification, then and now. */
  private boolean qualified(ApprovalFacts approval) {
    QualificationFacts held = approval.qualification();
    return held == null || (held.isHeldAt(approval.at()) && held.isHeldAt(judged));
  }

  private boolean otherwiseBound(ReviewFacts review) {
    return review.approvals().stream().anyMatch(approval -> !boundHere(approval));
  }

  private boolean boundHere(ApprovalFacts approval) {
    return !facts.rebinding()
        && approval.digest().equals(facts.digest())
        && approval.evidenceDigest().equals(facts.evidence().digest())
        && approval.policyVersionId().equals(bound.id());
  }

  private Optional<Duty> against(ReviewFacts review, ApprovalFacts approval) {
    boolean twice = facts.approvedAnother(approval.subject(), review.type()) && peopleLeft(0) < 0;
    return Duty.againstApproval(facts.partsOf(approval.subject()), false, twice);
  }

  /**
   * Returns how many more people could approve than the policy needs, once some of the open
   * approvals are given by who approved before; below zero it cannot be met any more.
   */
  private int peopleLeft(int repeated) {
    List<String> approvers =
        facts.reviews().stream()
            .flatMap(review -> review.approvals().stream())
            .map(approval -> facts.person(approval.subject()))
            .toList();
    // Where the tier fell, more may have approved than are asked for now.
    int open = Math.max(0, approvalsNeeded() - approvers.size());
    return Set.copyOf(approvers).size() + open - repeated - terms.distinctPeople();
  }

  private List<Fulfiller> reviewers(ReviewFacts review) {
    List<Fulfiller> people =
        review.assignees().stream()
            .filter(
                subject ->
                    Duty.againstApproval(
                            facts.partsOf(subject),
                            false,
                            facts.approvedAnother(subject, review.type()) && peopleLeft(1) < 0)
                        .isEmpty())
            .map(Fulfiller::person)
            .toList();
    return people.isEmpty() ? reviewersOf(review.type()) : people;
  }

  private static List<Fulfiller> reviewersOf(ReviewType type) {
    return Stream.concat(
            type.reviewers().stream().map(Role::claim).map(Fulfiller::role),
            Stream.of(Fulfiller.role(RoleNames.LEAD)))
        .toList();
  }

  private static List<Fulfiller> roles(String... roles) {
    return List.of(roles).stream().map(Fulfiller::role).toList();
  }
}
