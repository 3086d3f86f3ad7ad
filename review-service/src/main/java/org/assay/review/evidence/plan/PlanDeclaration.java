package org.assay.review.evidence.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.event.EvaluationPlanned;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/** Fixes how predictions of a version are evaluated, in the caller's transaction. */
@ApplicationScoped
class PlanDeclaration {

  private final Access access;
  private final VersionCopies versions;
  private final DeclaredPlans plans;
  private final ModelTerms terms;
  private final EventLog log;
  private final DatabaseClock clock;

  PlanDeclaration(
      Access access,
      VersionCopies versions,
      DeclaredPlans plans,
      ModelTerms terms,
      EventLog log,
      DatabaseClock clock) {
    this.access = access;
    this.versions = versions;
    this.plans = plans;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
  }

  DeclaredPlan declare(VersionCopy known, DeclarePlan command, Caller caller) {
    VersionCopy version = versions.locked(known.id());
    Refusal.refuse(refusal(version, caller));
    EvaluationPlan plan = NewPlan.of(command, terms.of(version.modelId()));
    List<DeclaredPlan> before = plans.newestFirst(version.id());
    int number = before.isEmpty() ? 1 : before.getFirst().number() + 1;
    DeclaredPlan declared = DeclaredPlan.of(version, number, plan, caller.subject(), clock.now());
    refuseRepeated(before, declared);
    plans.persist(declared);
    tell(declared, version, caller);
    return declared;
  }

  private Optional<Refusal> refusal(VersionCopy version, Caller caller) {
    if (!access.membership(caller.subject(), version.projectId()).adds(caller)) {
      return Optional.of(
          Refusal.of(
              CommonProblem.FORBIDDEN,
              "Engineers, leads and machines that contribute to the project fix plans"));
    }
    return version.over()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.EVIDENCE_REFUSED,
                "The version is %s; nothing is planned for it".formatted(version.state())))
        : Optional.empty();
  }

  private static void refuseRepeated(List<DeclaredPlan> before, DeclaredPlan declared) {
    before.stream()
        .filter(one -> one.digest().equals(declared.digest()))
        .findFirst()
        .ifPresent(
            one -> {
              throw ProblemException.of(
                  ReviewProblem.EVIDENCE_REFUSED,
                  "The version has this very plan, number %d: %s"
                      .formatted(one.number(), one.id()));
            });
    if (before.size() >= DeclaredPlans.MOST) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version has %d plans, which is the most".formatted(DeclaredPlans.MOST));
    }
  }

  private void tell(DeclaredPlan declared, VersionCopy version, Caller caller) {
    log.append(
        new NewEvent(
            EventTypes.EVALUATION_PLANNED,
            version.subject(),
            declared.id(),
            1,
            version.modelId(),
            Cause.by(caller),
            new EvaluationPlanned(
                declared.id(),
                declared.versionId(),
                declared.modelId(),
                declared.number(),
                declared.digest())));
  }
}
