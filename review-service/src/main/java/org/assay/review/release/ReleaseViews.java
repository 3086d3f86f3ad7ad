package org.assay.review.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.review.policy.Policies;
import org.assay.review.release.ReleaseView.OutcomeView;
import org.assay.review.replica.VersionCopy;

/** Shows release decisions. */
@ApplicationScoped
class ReleaseViews {

  private static final TypeReference<List<OutcomeView>> OUTCOMES = new TypeReference<>() {};

  private final Accounts accounts;
  private final Policies policies;
  private final ReleaseDecisions decisions;

  ReleaseViews(Accounts accounts, Policies policies, ReleaseDecisions decisions) {
    this.accounts = accounts;
    this.policies = policies;
    this.decisions = decisions;
  }

  ReleaseView view(ReleaseDecision decision, VersionCopy version) {
    return views(List.of(decision), version).getFirst();
  }

  List<ReleaseView> views(List<ReleaseDecision> found, VersionCopy version) {
    List<Actor> actors = accounts.actors(found.stream().map(ReleaseDecision::decidedBy).toList());
    Set<UUID> lost = decisions.lost(found.stream().map(ReleaseDecision::id).toList());
    List<ReleaseView> views = new ArrayList<>();
    for (int index = 0; index < found.size(); index++) {
      ReleaseDecision decision = found.get(index);
      boolean stands = decision.revocationId() == null && !lost.contains(decision.id());
      views.add(view(decision, version, actors.get(index), stands));
    }
    return views;
  }

  private ReleaseView view(
      ReleaseDecision decision, VersionCopy version, Actor lead, boolean stands) {
    return new ReleaseView(
        decision.id(),
        version.model(),
        version.number(),
        version.id(),
        decision.assessmentId(),
        decision.round(),
        decision.digest(),
        decision.environment(),
        policies.bound(decision.policyVersionId()).policy().reference(),
        decision.outcome(),
        lead,
        decision.decidedAt(),
        decision.validUntil(),
        decision.graceUntil(),
        stands,
        decision.revocationId(),
        outcomes(decision.requirements()),
        1);
  }

  private static List<OutcomeView> outcomes(String json) {
    try {
      return EventJson.mapper().readValue(json, OUTCOMES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored outcomes cannot be read", e);
    }
  }
}
