package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.PolicyChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyChanges;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/**
 * A lead and an administrator publish a policy or retire it: the first word is kept, the second
 * does it. Both are for exactly the bytes that they read, and a draft needs a dry run of these.
 */
@ApplicationScoped
class PolicyPublication {

  /** How many names hold in one scope, so that a project's policy stays readable. */
  private static final int MOST_NAMES = 10;

  private final PolicyEntries entries;
  private final PolicyConsents consents;
  private final DryRuns dryRuns;
  private final Policies policies;
  private final PolicyChanges changes;
  private final StandingWords words;
  private final EventLog log;
  private final DatabaseClock clock;

  PolicyPublication(
      PolicyEntries entries,
      PolicyConsents consents,
      DryRuns dryRuns,
      Policies policies,
      PolicyChanges changes,
      StandingWords words,
      EventLog log,
      DatabaseClock clock) {
    this.entries = entries;
    this.consents = consents;
    this.dryRuns = dryRuns;
    this.policies = policies;
    this.changes = changes;
    this.words = words;
    this.log = log;
    this.clock = clock;
  }

  /** Says yes to publishing a draft; with the second of the two it is published. */
  PolicyEntry publish(UUID id, String digest, @Nullable String ifMatch, Caller caller) {
    return agree(PolicyActKind.PUBLISH, id, digest, ifMatch, caller);
  }

  /** Says yes to retiring a policy; with the second of the two it is retired. */
  PolicyEntry retire(UUID id, String digest, @Nullable String ifMatch, Caller caller) {
    return agree(PolicyActKind.RETIRE, id, digest, ifMatch, caller);
  }

  private PolicyEntry agree(
      PolicyActKind act, UUID id, String digest, @Nullable String ifMatch, Caller caller) {
    // Asked before anything is locked, since it may wait for the identity provider.
    Map<String, Set<Role>> roles =
        words.rolesNow(consents.of(entries.readable(id, caller).id(), act), caller);
    PolicyEntry policy = entries.locked(id, caller);
    List<PolicyConsent> standing = StandingWords.counted(consents.of(id, act), roles, caller);
    PolicyGuard guard = new PolicyGuard(caller);
    Refusal.refuse(guard.consent(act, policy, standing, !dryRuns.tried(List.of(id)).isEmpty()));
    if (!digest.equals(policy.digest())) {
      throw ProblemException.of(
          ReviewProblem.DIGEST_MISMATCH,
          "You read %s, and the policy is %s now".formatted(digest, policy.digest()));
    }
    if (act == PolicyActKind.PUBLISH) {
      refuseLate(policy);
    }
    IfMatch.require(ifMatch, policy.revision());
    boolean second = guard.completes(standing);
    if (second) {
      // So that every round is either bound to what holds from now on or found by the re-binding.
      policies.lockBindings();
    }
    Instant now = clock.now();
    PolicyConsent own = guard.consent(digest, now);
    consents.add(id, act, own);
    policy.consented();
    if (second) {
      act(act, policy, now, both(standing, own), Cause.by(caller));
    }
    return policy;
  }

  private void refuseLate(PolicyEntry policy) {
    entries.lockName(policy.name());
    boolean late =
        entries.count(
                "name = ?1 and number > ?2 and state <> ?3",
                policy.name(),
                policy.number(),
                PolicyState.DRAFT)
            > 0;
    if (late) {
      throw ProblemException.of(
          ReviewProblem.POLICY_STATE_REFUSES,
          "A later number of %s was published; draft the next one".formatted(policy.name()));
    }
    if (policy.number() == 1 && entries.namesIn(policy.scope()) >= MOST_NAMES) {
      throw ProblemException.of(
          ReviewProblem.POLICY_STATE_REFUSES,
          "%d policies hold in the scope already; draft the next number of one of them"
              .formatted(MOST_NAMES));
    }
  }

  private void act(
      PolicyActKind act, PolicyEntry policy, Instant now, List<String> by, Cause cause) {
    switch (act) {
      case PUBLISH -> {
        policy.publish(now);
        policies.publish(policy.id(), policy.policy(), policy.document());
        takeEffect(
            act, policy, now, tell(EventTypes.POLICY_PUBLISHED, 1, policy, by, cause), cause);
      }
      case RETIRE -> {
        policy.retire(now);
        takeEffect(act, policy, now, tell(EventTypes.POLICY_RETIRED, 2, policy, by, cause), cause);
      }
    }
  }

  private void takeEffect(
      PolicyActKind act, PolicyEntry policy, Instant now, UUID event, Cause cause) {
    changes.add(
        new PolicyChanges.Change(
            policy.id(),
            act.name(),
            policy.scope().kind(),
            policy.scope().key(),
            event,
            cause.actor(),
            now,
            policy.policy().rebindsAt(now)));
  }

  private UUID tell(String type, int step, PolicyEntry policy, List<String> by, Cause cause) {
    entries.flush();
    return log.append(
        new NewEvent(
            type,
            "policy/%s/version/%d".formatted(policy.name(), policy.number()),
            policy.id(),
            step,
            policy.id(),
            cause,
            new PolicyChanged(
                policy.id(),
                policy.name(),
                policy.number(),
                policy.scope().kind().name(),
                policy.scope().key(),
                policy.digest(),
                policy.state().name(),
                policy.publishedAt(),
                by,
                policy.policy().governedAliases())));
  }

  private static List<String> both(List<PolicyConsent> standing, PolicyConsent own) {
    return Stream.concat(standing.stream(), Stream.of(own))
        .map(PolicyConsent::subject)
        .distinct()
        .toList();
  }
}
