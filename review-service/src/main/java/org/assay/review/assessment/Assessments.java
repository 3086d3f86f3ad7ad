package org.assay.review.assessment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.AssessmentChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.RequirementOutcome;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The assessments, each step of which is one event. */
@ApplicationScoped
public class Assessments implements PanacheRepositoryBase<Assessment, UUID> {

  private final EventLog log;
  private final DatabaseClock clock;

  Assessments(EventLog log, DatabaseClock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Returns the assessment of a version's round; by the unique key (version, round). */
  public Optional<Assessment> of(UUID versionId, int round) {
    return find("versionId = ?1 and round = ?2", versionId, round).firstResultOptional();
  }

  /** Returns the last assessment of a version. */
  public Optional<Assessment> last(UUID versionId) {
    return find("versionId = ?1 order by round desc", versionId).page(0, 1).firstResultOptional();
  }

  /** Returns the rounds of a version that passed, in order. */
  public List<Assessment> passed(UUID versionId) {
    return list("versionId = ?1 and state = ?2 order by round", versionId, AssessmentState.PASSED);
  }

  /**
   * Returns the ids of a model's last rounds that go on and are not released, the newest first;
   * index on the model.
   */
  public List<UUID> goingOn(UUID modelId, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            select a.id from assessment a
             where a.model_id = :model and a.state in ('OPEN', 'PASSED', 'LOST')
               and not exists (select 1 from assessment n
                                where n.version_id = a.version_id and n.round > a.round)
               and not exists (select 1 from release_decision d
                                where d.version_id = a.version_id and d.round = a.round
                                  and d.revocation_id is null)
             order by a.id desc limit :limit
            """,
            Tuple.class)
        .setParameter("model", modelId)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns whether a round was revoked, by itself or with a later one. */
  public boolean revoked(Assessment round) {
    return revokedSince(round.versionId(), round.round());
  }

  /** Returns whether a round of a version was revoked, or one after it; index (version). */
  public boolean revokedSince(UUID versionId, int round) {
    return !getEntityManager()
        .createNativeQuery(
            "select 1 from revocation where version_id = :version and round >= :round limit 1",
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("round", round)
        .getResultList()
        .isEmpty();
  }

  /**
   * Returns the kinds of review that triggers ask for of a version, and that no round since passed
   * with; index (version, id).
   */
  public List<String> owed(UUID versionId) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            select distinct r.type
              from fired_trigger t cross join unnest(t.reviews) r (type)
             where t.version_id = :version
               and not exists (
                 select 1 from assessment a
                  where a.version_id = t.version_id and a.state = 'PASSED'
                    and r.type = any(a.triggered) and a.decided_at > t.fired_at)
             order by r.type
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .getResultList()
        .stream()
        .map(row -> row.get(0, String.class))
        .toList();
  }

  /**
   * Returns an assessment after waiting for whoever decides on its round; every act of a round
   * begins here.
   */
  public Assessment locked(UUID id) {
    Assessment assessment = findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (assessment == null) {
      throw new IllegalStateException("No assessment " + id);
    }
    // What was read before the wait may have changed during it.
    getEntityManager().refresh(assessment);
    return assessment;
  }

  /** Returns the last assessment of a version, locked as {@link #locked} does. */
  public Optional<Assessment> lastLocked(UUID versionId) {
    return last(versionId).map(last -> locked(last.id()));
  }

  /** Opens the assessment of a version's round: event {@code opened}. */
  public Assessment open(VersionCopy version, RoundTerms terms, Cause cause) {
    Assessment assessment = Assessment.opened(version, terms, clock.now());
    persist(assessment);
    tell(EventTypes.ASSESSMENT_OPENED, assessment, version, List.of(), cause);
    return assessment;
  }

  /** Lets a round pass: event {@code passed}. */
  public void pass(
      Assessment assessment, VersionCopy version, List<RequirementOutcome> outcomes, Cause cause) {
    assessment.step(AssessmentState.Act.PASS, null, clock.now());
    tell(EventTypes.ASSESSMENT_PASSED, assessment, version, outcomes, cause);
  }

  /** Lets a round fail: event {@code failed}. */
  public void fail(Assessment assessment, VersionCopy version, String why, Cause cause) {
    assessment.step(AssessmentState.Act.FAIL, why, clock.now());
    tell(EventTypes.ASSESSMENT_FAILED, assessment, version, List.of(), cause);
  }

  /** Takes a passed round back: event {@code lost}. */
  public void lose(Assessment assessment, VersionCopy version, String why, Cause cause) {
    assessment.step(AssessmentState.Act.LOSE, why, clock.now());
    tell(EventTypes.ASSESSMENT_LOST, assessment, version, List.of(), cause);
  }

  /** Takes a round back that another policy holds for from now on: event {@code lost}. */
  public void rebind(Assessment assessment, VersionCopy version, String why, Cause cause) {
    assessment.step(AssessmentState.Act.REBIND, why, clock.now());
    tell(EventTypes.ASSESSMENT_LOST, assessment, version, List.of(), cause);
  }

  /**
   * Ends a round that its submitter withdrew, or that nothing can come of: event {@code withdrawn}.
   *
   * @param why the cause where no submitter withdrew it
   */
  public void withdraw(
      Assessment assessment, VersionCopy version, @Nullable String why, Cause cause) {
    assessment.step(AssessmentState.Act.WITHDRAW, why, clock.now());
    tell(EventTypes.ASSESSMENT_WITHDRAWN, assessment, version, List.of(), cause);
  }

  private void tell(
      String type,
      Assessment assessment,
      VersionCopy version,
      List<RequirementOutcome> outcomes,
      Cause cause) {
    flush();
    @Nullable String why = assessment.cause();
    log.append(
        new NewEvent(
            type,
            version.subject(),
            assessment.id(),
            assessment.revision(),
            assessment.modelId(),
            cause,
            new AssessmentChanged(
                assessment.id(),
                assessment.versionId(),
                assessment.modelId(),
                assessment.digest(),
                assessment.round(),
                assessment.policyVersionId(),
                assessment.state().name(),
                outcomes,
                why)));
  }
}
