package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.checklist.Checklists;
import org.assay.review.classification.Questionnaires;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Policy;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.PolicyRequirement;
import org.assay.review.policy.PolicyScope;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.SignInLevels;
import org.assay.review.policy.Terms;
import org.assay.review.publication.DraftContent.DraftRequirement;
import org.assay.review.publication.DraftContent.DraftStepUp;
import org.assay.review.publication.DraftContent.DraftTier;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/** Drafts policies; what could not be evaluated or satisfied is refused before it is saved. */
@ApplicationScoped
class PolicyDrafting {

  private static final Duration COPY_AGE = Duration.ofSeconds(60);

  /** What the registry lets no alias be called: the newest version, and versions by number. */
  private static final Pattern RESERVED_ALIAS =
      Pattern.compile("latest|v[0-9]+", Pattern.CASE_INSENSITIVE);

  private final PolicyEntries entries;
  private final Policies policies;
  private final Checklists checklists;
  private final Questionnaires questionnaires;
  private final SignInLevels levels;
  private final DatabaseClock clock;

  PolicyDrafting(
      PolicyEntries entries,
      Policies policies,
      Checklists checklists,
      Questionnaires questionnaires,
      SignInLevels levels,
      DatabaseClock clock) {
    this.entries = entries;
    this.policies = policies;
    this.checklists = checklists;
    this.questionnaires = questionnaires;
    this.levels = levels;
    this.clock = clock;
  }

  /** Drafts the next number of a name. */
  PolicyEntry draft(DraftPolicy command, Caller caller) {
    Refusal.refuse(new PolicyGuard(caller).draft());
    ScopeView scope = known(command.scope());
    Policy checked = checked(command.name(), 1, scope, command.content());
    entries.lockName(command.name());
    entries
        .last(command.name())
        .filter(last -> !last.scope().equals(scope))
        .ifPresent(
            last -> {
              throw ProblemException.of(
                  ReviewProblem.POLICY_NAME_TAKEN,
                  "%s is the name of policies of the scope %s; take another name"
                      .formatted(last.name(), last.scope().kind()));
            });
    Policy policy = numbered(checked, entries.highestNumber(command.name()) + 1);
    PolicyEntry entry = PolicyEntry.drafted(policy, scope, caller.subject(), clock.now());
    entries.persist(entry);
    return entry;
  }

  /**
   * Changes what a draft says.
   *
   * @param ifMatch the draft's revision that the caller saw
   */
  PolicyEntry revise(UUID id, DraftContent content, @Nullable String ifMatch, Caller caller) {
    return Drafting.revise(
        entries,
        id,
        entry -> Policies.write(checked(entry.name(), entry.number(), entry.scope(), content)),
        ifMatch,
        caller);
  }

  private ScopeView known(ScopeView scope) {
    boolean ofOrganisation = scope.kind() == PolicyScope.ORGANISATION;
    if (ofOrganisation != (scope.key() == null)) {
      throw ProblemException.invalid(
          "/scope/key",
          ofOrganisation ? "NOT_ALLOWED" : "REQUIRED",
          ofOrganisation
              ? "the organisation has no key"
              : "the key of the %s is needed".formatted(scope.kind()));
    }
    if (!entries.isKnown(scope)) {
      throw ProblemException.invalid(
          "/scope/key",
          "UNKNOWN_SCOPE",
          "no project is known here that %s is of".formatted(scope.key()));
    }
    return scope;
  }

  private void signIns(@Nullable List<DraftTier> tiers) {
    for (int index = 0; tiers != null && index < tiers.size(); index++) {
      DraftStepUp asked = tiers.get(index).stepUp();
      if (asked != null && asked.level() >= levels.levels().size()) {
        throw ProblemException.invalid(
            "/tiers/%d/step_up/level".formatted(index),
            "IMPOSSIBLE",
            "nobody signs in at level %d; the highest is %d"
                .formatted(asked.level(), levels.levels().size() - 1));
      }
    }
  }

  private Policy checked(String name, int number, ScopeView scope, DraftContent content) {
    List<RequiredReview> reviews = DraftTiers.reviews(content.reviews(), "/reviews");
    Map<Tier, Terms> tiers = DraftTiers.read(content.tiers());
    signIns(content.tiers());
    checklists(content.checklists());
    questionnaire(content.questionnaire());
    int people = people(content, reviews);
    Integer units = content.distinctUnits();
    List<PolicyRequirement> requirements = requirements(content.requirements());
    Policy policy =
        new Policy(
            name,
            number,
            content.text(),
            reviews,
            people,
            COPY_AGE,
            policies.worded(
                reviews, people, units == null ? 0 : units, requirements, tiers.values()),
            null,
            DraftPeriods.validity(content.validity(), "/validity"),
            units == null ? 0 : units,
            requirements,
            List.of(),
            DraftPeriods.rebindAfter(content.rebindAfter()),
            tiers,
            content.checklists(),
            aliases(content.governedAliases()),
            content.reviewDue(),
            content.questionnaire());
    // Not compiled yet: whether it can be is what is to be found out.
    PolicyVersion draft = new PolicyVersion(new UUID(0, 0), "", policy, List.of(), Map.of(), null);
    List<PolicyVersion> together =
        new ArrayList<>(entries.wider(scope).stream().map(policies::bound).toList());
    together.add(draft);
    new DraftCheck().check(policy, policies.asked(together));
    return policy;
  }

  /** Where nothing is said, as many people as reviews ask for approvals, up to two. */
  private static int people(DraftContent content, List<RequiredReview> reviews) {
    Integer people = content.distinctPeople();
    int approvals =
        reviews.stream()
            .filter(review -> review.appliesIf() == null)
            .mapToInt(RequiredReview::approvals)
            .sum();
    return people == null ? Math.min(2, approvals) : people;
  }

  private static List<String> aliases(@Nullable List<String> named) {
    List<String> aliases = named == null ? List.of() : named;
    for (int index = 0; index < aliases.size(); index++) {
      if (RESERVED_ALIAS.matcher(aliases.get(index)).matches()) {
        throw ProblemException.invalid(
            "/governed_aliases/" + index,
            "RESERVED",
            "%s is no alias: it means a version by itself".formatted(aliases.get(index)));
      }
    }
    return aliases;
  }

  private void checklists(@Nullable String reference) {
    if (reference != null && checklists.cited(reference).isEmpty()) {
      throw ProblemException.invalid(
          "/checklists",
          "UNKNOWN_CHECKLISTS",
          "there are no checklists %s that are shipped or published".formatted(reference));
    }
  }

  private void questionnaire(@Nullable String reference) {
    if (reference != null && questionnaires.cited(reference).isEmpty()) {
      throw ProblemException.invalid(
          "/questionnaire",
          "UNKNOWN_QUESTIONNAIRE",
          "there is no questionnaire %s that is shipped or published".formatted(reference));
    }
  }

  private static List<PolicyRequirement> requirements(@Nullable List<DraftRequirement> drafted) {
    return drafted == null ? List.of() : drafted.stream().map(PolicyDrafting::requirement).toList();
  }

  private static PolicyRequirement requirement(DraftRequirement drafted) {
    List<String> overridableBy = drafted.overridableBy();
    return new PolicyRequirement(
        drafted.id(),
        drafted.appliesIf(),
        drafted.satisfiedIf(),
        overridableBy == null ? List.of() : overridableBy.stream().distinct().toList(),
        drafted.help());
  }

  private static Policy numbered(Policy policy, int number) {
    return new Policy(
        policy.name(),
        number,
        policy.text(),
        policy.reviews(),
        policy.distinctPeople(),
        policy.copyAgeLimit(),
        policy.clauses(),
        policy.overridableBy(),
        policy.validity(),
        policy.distinctUnits(),
        policy.requirements(),
        policy.parts(),
        policy.rebindAfter(),
        policy.tiers(),
        policy.checklists(),
        policy.governedAliases(),
        policy.reviewDue(),
        policy.questionnaire());
  }
}
