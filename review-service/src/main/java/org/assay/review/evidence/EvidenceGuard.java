package org.assay.review.evidence;

import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * Says who may add evidence to a version now (members of the project who may do more than look,
 * machines too) and who may see all of it.
 *
 * @param version the version
 * @param membership whether the caller belongs to its project
 * @param caller who asks
 */
record EvidenceGuard(VersionCopy version, Membership membership, Caller caller) {

  /** Returns why the caller may not add evidence, empty where the caller may. */
  Optional<Refusal> add() {
    if (!membership.adds(caller)) {
      return Optional.of(
          Refusal.of(
              CommonProblem.FORBIDDEN,
              "Engineers, leads and machines that contribute to the project add evidence"));
    }
    return over(version);
  }

  /** Returns why nothing more is said about a version, whoever says it; empty where it may be. */
  static Optional<Refusal> over(VersionCopy version) {
    return version.over()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.EVIDENCE_REFUSED,
                "The version is %s; nothing is added to it".formatted(version.state())))
        : Optional.empty();
  }

  /**
   * Says whether the caller may see counts of few people: auditors, leads of the project or its
   * unit, and who reviews or reviewed the version.
   *
   * @param reviewer whether a review of the version is or was the caller's
   */
  boolean seesSmallCells(boolean reviewer) {
    boolean ofUnit = caller.unit() != null && caller.unit().equals(version.unit());
    boolean leads = caller.has(Role.LEAD) && (ofUnit || membership.current());
    boolean reviews =
        reviewer
            && (caller.has(Role.ETHICS_REVIEWER)
                || caller.has(Role.PERFORMANCE_REVIEWER)
                || caller.has(Role.LEAD));
    return !caller.machine() && (caller.has(Role.AUDITOR) || leads || reviews);
  }

  /** Returns why a record cannot be superseded, empty where it can. */
  static Optional<Refusal> superseded(@Nullable UUID successor) {
    return Optional.ofNullable(successor)
        .map(
            by ->
                Refusal.of(
                    ReviewProblem.EVIDENCE_REFUSED,
                    "It is superseded by %s already; supersede that one".formatted(by)));
  }
}
