package org.assay.review.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventJson;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.People;
import org.assay.review.note.Notes;
import org.assay.review.policy.Policies;
import org.assay.review.release.ReleaseView.OutcomeView;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.OverrideMarkView;
import org.assay.review.requirement.RequirementState;
import org.assay.review.requirement.VersionFacts.OverrideMark;

/** Shows release decisions. */
@ApplicationScoped
class ReleaseViews {

  private static final TypeReference<List<OutcomeView>> OUTCOMES = new TypeReference<>() {};

  private final Accounts accounts;
  private final Policies policies;
  private final ReleaseDecisions decisions;
  private final Notes notes;

  ReleaseViews(Accounts accounts, Policies policies, ReleaseDecisions decisions, Notes notes) {
    this.accounts = accounts;
    this.policies = policies;
    this.decisions = decisions;
    this.notes = notes;
  }

  ReleaseView view(ReleaseDecision decision, VersionCopy version) {
    return views(List.of(decision), version).getFirst();
  }

  List<ReleaseView> views(List<ReleaseDecision> found, VersionCopy version) {
    List<UUID> ids = found.stream().map(ReleaseDecision::id).toList();
    Shown shown =
        new Shown(
            accounts.people(found.stream().map(ReleaseDecision::decidedBy)),
            decisions.lost(ids),
            notes.texts(
                found.stream().map(ReleaseDecision::noteId).flatMap(Stream::ofNullable).toList()),
            decisions.overridesOf(ids));
    return found.stream().map(decision -> view(decision, version, shown)).toList();
  }

  /** What a page of decisions shows besides them. */
  private record Shown(
      People people,
      Set<UUID> lost,
      Map<UUID, String> reasons,
      Map<UUID, List<OverrideMark>> overrides) {}

  private ReleaseView view(ReleaseDecision decision, VersionCopy version, Shown shown) {
    List<OutcomeView> outcomes = outcomes(decision.requirements());
    UUID note = decision.noteId();
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
        shown.people().named(decision.decidedBy()),
        decision.authLevel(),
        decision.signedInAt(),
        decision.decidedAt(),
        note == null ? null : shown.reasons().get(note),
        decision.validUntil(),
        decision.graceUntil(),
        decision.revocationId() == null && !shown.lost().contains(decision.id()),
        decision.revocationId(),
        outcomes,
        OverrideMarkView.of(
            shown.overrides().getOrDefault(decision.id(), List.of()).stream()
                .filter(mark -> outcomes.contains(overridden(mark)))
                .toList()),
        1);
  }

  private static OutcomeView overridden(OverrideMark mark) {
    return new OutcomeView(mark.requirement(), RequirementState.OVERRIDDEN.name());
  }

  private static List<OutcomeView> outcomes(String json) {
    try {
      return EventJson.mapper().readValue(json, OUTCOMES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored outcomes cannot be read", e);
    }
  }
}
