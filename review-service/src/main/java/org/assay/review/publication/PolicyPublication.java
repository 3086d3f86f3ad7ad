package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.PolicyChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyChanges;
import org.assay.review.publication.Publication.Agreed;
import org.assay.review.publication.Publication.Effect;
import org.jspecify.annotations.Nullable;

/** Publishes policies and retires them, as {@link Publication} says. */
@ApplicationScoped
class PolicyPublication {

  /** How many names hold in one scope, so that a project's policy stays readable. */
  private static final int MOST_NAMES = 10;

  private final Publication publication;
  private final PolicyEntries entries;
  private final Policies policies;
  private final PolicyChanges changes;
  private final EventLog log;

  PolicyPublication(
      Publication publication,
      PolicyEntries entries,
      Policies policies,
      PolicyChanges changes,
      EventLog log) {
    this.publication = publication;
    this.entries = entries;
    this.policies = policies;
    this.changes = changes;
    this.log = log;
  }

  /** Says yes to publishing a draft; with the second of the two it is published. */
  PolicyEntry publish(UUID id, ConsentToPolicy word, @Nullable String ifMatch, Caller caller) {
    return publication.agree(
        entries, PolicyActKind.PUBLISH, id, word, ifMatch, caller, new Publishing());
  }

  /** Says yes to retiring a policy; with the second of the two it is retired. */
  PolicyEntry retire(UUID id, ConsentToPolicy word, @Nullable String ifMatch, Caller caller) {
    return publication.agree(
        entries, PolicyActKind.RETIRE, id, word, ifMatch, caller, new Retiring());
  }

  private final class Publishing implements Effect<PolicyEntry> {

    @Override
    public void check(PolicyEntry policy) {
      if (policy.number() == 1 && entries.namesIn(policy.scope()) >= MOST_NAMES) {
        throw ProblemException.of(
            ReviewProblem.POLICY_STATE_REFUSES,
            "%d policies hold in the scope already; draft the next number of one of them"
                .formatted(MOST_NAMES));
      }
    }

    @Override
    public void take(PolicyEntry policy, Agreed agreed) {
      policies.publish(policy.id(), policy.policy(), policy.document());
      takeEffect(
          PolicyActKind.PUBLISH,
          policy,
          agreed,
          tell(EventTypes.POLICY_PUBLISHED, 1, policy, agreed));
    }
  }

  private final class Retiring implements Effect<PolicyEntry> {

    @Override
    public void check(PolicyEntry policy) {
      // Whatever holds may be retired.
    }

    @Override
    public void take(PolicyEntry policy, Agreed agreed) {
      takeEffect(
          PolicyActKind.RETIRE, policy, agreed, tell(EventTypes.POLICY_RETIRED, 2, policy, agreed));
    }
  }

  private void takeEffect(PolicyActKind act, PolicyEntry policy, Agreed agreed, UUID event) {
    changes.add(
        new PolicyChanges.Change(
            policy.id(),
            act.name(),
            policy.scope().kind(),
            policy.scope().key(),
            event,
            agreed.cause().actor(),
            agreed.at(),
            policy.policy().rebindsAt(agreed.at())));
  }

  private UUID tell(String type, int step, PolicyEntry policy, Agreed agreed) {
    entries.flush();
    return log.append(
        new NewEvent(
            type,
            "policy/%s/version/%d".formatted(policy.name(), policy.number()),
            policy.id(),
            step,
            policy.id(),
            agreed.cause(),
            new PolicyChanged(
                policy.id(),
                policy.name(),
                policy.number(),
                policy.scope().kind().name(),
                policy.scope().key(),
                policy.digest(),
                policy.state().name(),
                policy.publishedAt(),
                agreed.by(),
                policy.policy().governedAliases(),
                agreed.reason().digest())));
  }
}
