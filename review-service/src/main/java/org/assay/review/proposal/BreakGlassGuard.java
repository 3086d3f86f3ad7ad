package org.assay.review.proposal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Access;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.VersionFacts.IncidentFacts;

/**
 * Says who revokes a version alone: a lead of its project, or the owner of the incident, while that
 * is not closed. Revoking only closes, so neither needs to be without a part in the version.
 *
 * @param caller who asks
 * @param leads whether the caller is a lead of the version's project
 * @param contributes whether the caller is a member of the project who does more than look
 */
record BreakGlassGuard(Caller caller, boolean leads, boolean contributes) {

  static BreakGlassGuard of(VersionCopy version, Membership membership, Caller caller) {
    return new BreakGlassGuard(
        caller, Access.leads(caller, version, membership), membership.contributes());
  }

  /**
   * Returns why the caller may not revoke alone in an incident, empty where the caller may.
   *
   * @param open the incidents of the bytes that are not closed
   */
  Optional<Refusal> in(UUID incident, List<IncidentFacts> open) {
    return inSome(open.stream().filter(one -> one.id().equals(incident)).toList());
  }

  /** Returns why the caller may not revoke alone in any incident, empty where the caller may. */
  Optional<Refusal> inSome(List<IncidentFacts> open) {
    if (!leads && open.stream().noneMatch(this::owns)) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.NOT_INCIDENT_LEAD,
              "Alone revokes a lead of the project, or the owner of an incident that is not closed"));
    }
    return open.isEmpty()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.INCIDENT_STATE_REFUSES,
                "No such incident of the version is open; revoking takes two people"))
        : Optional.empty();
  }

  private boolean owns(IncidentFacts incident) {
    return !caller.machine() && contributes && caller.subject().equals(incident.owner());
  }
}
