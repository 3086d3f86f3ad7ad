package org.assay.review.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.review.evidence.EvidenceOrigin;
import org.assay.review.policy.Policy;
import org.assay.review.requirement.RequirementView.ClauseView;
import org.assay.review.requirement.RequirementView.FulfillerView;
import org.assay.review.requirement.RequirementView.ValueView;
import org.jspecify.annotations.Nullable;

/** Words requirement results by their policy. */
@ApplicationScoped
public class RequirementViews {

  private static final String SOURCE = "review-service";

  private final Accounts accounts;

  RequirementViews(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Returns the views with people's account names, for people to read. */
  public List<RequirementView> named(List<RequirementResult> results, Policy policy) {
    List<String> people =
        results.stream()
            .flatMap(result -> result.why().satisfiableBy().stream())
            .map(Explanation.Fulfiller::subject)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<String, String> names = new HashMap<>();
    for (Actor actor : people.isEmpty() ? List.<Actor>of() : accounts.actors(people)) {
      String account = actor.account();
      if (account != null) {
        names.put(actor.subject(), account);
      }
    }
    return results.stream().map(result -> view(result, policy, names)).toList();
  }

  /** Returns the views with subjects only: the gate does not wait for the identity provider. */
  public static List<RequirementView> bare(List<RequirementResult> results, Policy policy) {
    return results.stream().map(result -> view(result, policy, Map.of())).toList();
  }

  private static RequirementView view(
      RequirementResult result, Policy policy, Map<String, String> names) {
    String key = result.key().value();
    Policy.Clause clause = policy.clause(key);
    Explanation why = result.why();
    return new RequirementView(
        key,
        clause.title(),
        result.state(),
        why.reason(),
        why.values().stream().map(RequirementViews::view).toList(),
        clause(clause, policy),
        why.satisfiableBy().stream().map(one -> view(one, names)).toList(),
        why.since(),
        why.evidence());
  }

  private static ValueView view(Explanation.Value value) {
    Explanation.Computed computed = value.computed();
    return computed == null
        ? new ValueView(value.name(), value.value(), null, null, null, value.limit(), null, SOURCE)
        : new ValueView(
            value.name(),
            value.value(),
            computed.low(),
            computed.high(),
            computed.n(),
            value.limit(),
            computed.method(),
            EvidenceOrigin.COMPUTED.name());
  }

  private static ClauseView clause(Policy.Clause clause, Policy policy) {
    Policy.Source source = clause.source();
    return source == null
        ? new ClauseView(policy.name(), policy.number(), clause.text())
        : new ClauseView(source.policy(), source.version(), clause.text());
  }

  private static FulfillerView view(Explanation.Fulfiller fulfiller, Map<String, String> names) {
    @Nullable String subject = fulfiller.subject();
    return new FulfillerView(
        fulfiller.role(), subject, subject == null ? null : names.get(subject));
  }
}
