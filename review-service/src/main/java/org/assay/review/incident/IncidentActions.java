package org.assay.review.incident;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.replica.Access;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;

/** Says whether a caller may report an incident of a version, by the code that guards it. */
@ApplicationScoped
public class IncidentActions {

  private final Access access;

  IncidentActions(Access access) {
    this.access = access;
  }

  /** Returns the act as {@code actions[]} shows it; no state of a version keeps anyone from it. */
  public ActionView report(VersionCopy version, Membership membership, Caller caller) {
    return Refusal.action("report-incident", guard(version, membership, caller).report());
  }

  /** Returns what guards the acts of a caller on incidents of a version. */
  IncidentGuard guard(VersionCopy version, Caller caller) {
    return guard(version, access.membership(caller.subject(), version.projectId()), caller);
  }

  private static IncidentGuard guard(VersionCopy version, Membership membership, Caller caller) {
    return new IncidentGuard(caller, Access.leads(caller, version, membership), membership);
  }
}
