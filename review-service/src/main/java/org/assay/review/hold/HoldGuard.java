package org.assay.review.hold;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Membership;
import org.assay.review.replica.Part;
import org.assay.review.requirement.Duty;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.IncidentFacts;

/**
 * Says who may place a hold, and who may lift it. Placing only closes, so nothing but the role is
 * asked, or to be the owner of an incident that is not closed; lifting lets bytes pass again, so
 * whoever closed them, and whoever had a part in them, is not the one to do it.
 *
 * @param caller who asks
 */
record HoldGuard(Caller caller) {

  private static final String PLACES =
      "A lead, a reviewer or the owner of an open incident places a hold";

  /** Returns why nobody of the caller's kind may place a hold, whatever the version. */
  Optional<Refusal> kind() {
    return caller.machine() ? role(PLACES) : Optional.empty();
  }

  /**
   * Returns why the caller may not place a hold, empty where the caller may.
   *
   * @param incidents those of the bytes that are not closed
   * @param membership whether the caller belongs to the project
   */
  Optional<Refusal> place(List<IncidentFacts> incidents, Membership membership) {
    boolean owner =
        !caller.machine()
            && membership.contributes()
            && incidents.stream().anyMatch(incident -> caller.subject().equals(incident.owner()));
    return owner ? Optional.empty() : role(PLACES);
  }

  /**
   * Returns why the caller may not lift a hold, empty where the caller may.
   *
   * @param parts the caller's parts in the version
   * @param facts what is known of the version
   */
  Optional<Refusal> lift(Hold hold, Set<Part> parts, VersionFacts facts, Instant now) {
    Optional<Refusal> person =
        role("A lead or a reviewer lifts a hold")
            .or(
                () ->
                    Duty.againstLifting(parts, caller.is(hold.placedBy())).map(HoldGuard::breach));
    if (person.isPresent()) {
      return person;
    }
    HoldState state = hold.state(now);
    return state == HoldState.STANDING
        ? incident(hold, facts)
        : Optional.of(
            Refusal.of(ReviewProblem.HOLD_ENDED, "The hold is %s already".formatted(state)));
  }

  /** What a rule closed opens only after a person looked into why. */
  private static Optional<Refusal> incident(Hold hold, VersionFacts facts) {
    return Optional.ofNullable(hold.incidentId())
        .flatMap(facts::incident)
        .filter(incident -> !incident.confirmed())
        .map(
            incident ->
                Refusal.of(
                    ReviewProblem.INCIDENT_STATE_REFUSES,
                    "Incident %s placed it by rule; first a person says that it is contained, or"
                            .formatted(incident.id())
                        + " closes it"));
  }

  private Optional<Refusal> role(String rule) {
    boolean may =
        caller.has(Role.LEAD)
            || caller.has(Role.ETHICS_REVIEWER)
            || caller.has(Role.PERFORMANCE_REVIEWER);
    return may && !caller.machine()
        ? Optional.empty()
        : Optional.of(Refusal.of(CommonProblem.FORBIDDEN, rule));
  }

  private static Refusal breach(Duty duty) {
    return new Refusal(
        ReviewProblem.SEPARATION_OF_DUTIES, duty.rule(), Map.of("rule", duty.name()));
  }
}
