package org.assay.review.incident;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Membership;

/**
 * Says who may report an incident, say that it is contained, and close it. Reporting only closes,
 * so whoever works on the project or reviews may; that it is contained or over, a lead of the
 * project or its owner says, and the latter never who reported it. One without an owner any lead
 * closes.
 *
 * @param caller who asks
 * @param leads whether the caller is a lead of the version's project
 * @param membership whether the caller belongs to the project
 */
record IncidentGuard(Caller caller, boolean leads, Membership membership) {

  /** Returns why the caller may not report an incident, empty where the caller may. */
  Optional<Refusal> report() {
    boolean reviews =
        !caller.machine()
            && (caller.has(Role.LEAD)
                || caller.has(Role.ETHICS_REVIEWER)
                || caller.has(Role.PERFORMANCE_REVIEWER));
    return reviews || membership.current()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                CommonProblem.FORBIDDEN,
                "A member of the project, a reviewer or a lead reports an incident"));
  }

  /**
   * Returns why the caller may not say that an incident is contained, empty where the caller may.
   *
   * @param gateClosed whether the gate is closed for its bytes until somebody opens it
   */
  Optional<Refusal> contain(Incident incident, boolean gateClosed) {
    return person(incident)
        .or(() -> state(incident, IncidentState.Act.CONTAIN))
        .or(
            () ->
                incident.containedBy() == null
                    ? Optional.empty()
                    : Optional.of(
                        Refusal.of(
                            ReviewProblem.INCIDENT_STATE_REFUSES,
                            "Somebody has said that the incident is contained")))
        .or(
            () ->
                gateClosed || !incident.severity().serious()
                    ? Optional.empty()
                    : Optional.of(
                        Refusal.of(
                            ReviewProblem.NOT_CONTAINED,
                            "A release of the bytes stands: revoke it, or place a hold without an"
                                + " end, and then say that the incident is contained")));
  }

  /** Returns why the caller may not close an incident, empty where the caller may. */
  Optional<Refusal> close(Incident incident) {
    return (leadsElsewhere(incident) ? Optional.<Refusal>empty() : person(incident))
        .or(
            () ->
                caller.is(incident.openedBy())
                    ? Optional.of(
                        new Refusal(
                            ReviewProblem.SEPARATION_OF_DUTIES,
                            "Whoever reported an incident does not close it; another person does",
                            Map.of("rule", "REPORTER")))
                    : Optional.empty())
        .or(() -> state(incident, IncidentState.Act.CLOSE));
  }

  /** Returns what the caller may do with an incident, as {@code actions[]} shows it. */
  List<ActionView> actions(Incident incident, boolean gateClosed) {
    return List.of(
        Refusal.action("contain", contain(incident, gateClosed)),
        Refusal.action("close", close(incident)));
  }

  /** Else nobody could close what the only lead of a project reported, or this service itself. */
  private boolean leadsElsewhere(Incident incident) {
    return incident.owner() == null && !caller.machine() && caller.has(Role.LEAD);
  }

  private Optional<Refusal> person(Incident incident) {
    boolean owner =
        !caller.machine() && membership.contributes() && caller.subject().equals(incident.owner());
    return leads || owner
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.NOT_INCIDENT_LEAD,
                "A lead of the project's unit, a lead who is a member of it, or the owner of the"
                    + " incident does this"));
  }

  private static Optional<Refusal> state(Incident incident, IncidentState.Act act) {
    return incident.state().after(act).isPresent()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.INCIDENT_STATE_REFUSES,
                "The incident is %s; %s does not apply to it".formatted(incident.state(), act)));
  }
}
