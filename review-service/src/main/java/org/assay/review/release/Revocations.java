package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.RevocationDecided;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Ends every release of a version. The gate denies from the commit on, and so do the same bytes in
 * the same model until a round passed that was opened later.
 */
@ApplicationScoped
public class Revocations {

  /** The registry's states that a revocation leads on from; a passed round may be on its way. */
  private static final Set<String> FROM = Set.of("IN_REVIEW", "APPROVED", "RELEASED", "DEPRECATED");

  private final ReleaseDecisions decisions;
  private final Assessments assessments;
  private final EventLog log;
  private final Event<VersionRevoked> revoked;
  private final DatabaseClock clock;
  private final Session entities;

  Revocations(
      ReleaseDecisions decisions,
      Assessments assessments,
      EventLog log,
      Event<VersionRevoked> revoked,
      DatabaseClock clock,
      Session entities) {
    this.decisions = decisions;
    this.assessments = assessments;
    this.log = log;
    this.revoked = revoked;
    this.clock = clock;
    this.entities = entities;
  }

  /**
   * Revokes what was released of a round that its submitter withdrew; nothing where nothing was.
   */
  public void withdrawn(VersionCopy version, Cause cause) {
    assessments
        .of(version.id(), version.round())
        .filter(this::released)
        .ifPresent(round -> revoke(round, version, "WITHDRAWN", null, cause));
  }

  /**
   * Returns whether a release of a round stands in some environment, not renewed by a later one.
   */
  public boolean released(Assessment round) {
    return decisions.standing(round.versionId()).stream()
        .anyMatch(decision -> decision.round() == round.round() && !decision.isRenewed());
  }

  /**
   * Returns whether there is something to revoke: the version's last round passed, or a release of
   * it stands, whatever became of the rounds of its renewal; and it was not revoked already.
   *
   * @param last the last round
   */
  public boolean possible(Assessment last) {
    return !assessments.revoked(last)
        && (last.state() == AssessmentState.PASSED || decisions.stands(last.versionId()));
  }

  /**
   * Returns the last round of a version, locked, if there is something to revoke.
   *
   * @param state the registry's state of the version, as far as it is known
   */
  public Optional<Assessment> revocable(UUID versionId, String state) {
    return assessments
        .lastLocked(versionId)
        .filter(this::possible)
        .filter(_ -> FROM.contains(state));
  }

  /**
   * Returns the last round of a version, locked.
   *
   * @param state the registry's state of the version, as far as it is known
   * @throws ProblemException 409 {@code NOT_REVOCABLE} if there is nothing to revoke
   */
  public Assessment requireRevocable(UUID versionId, String state) {
    return revocable(versionId, state)
        .orElseThrow(
            () ->
                ProblemException.of(
                    ReviewProblem.NOT_REVOCABLE,
                    "The version is %s; what is approved or released can be revoked, once"
                        .formatted(state)));
  }

  /**
   * Decides a revocation: event {@code revocation.decided}, which names the given round and closes
   * all before it too. The caller holds the round's lock.
   *
   * @param proposalId the proposal of two people, where one led here
   * @return the revocation's id
   */
  public UUID revoke(
      Assessment assessment,
      VersionCopy version,
      String why,
      @Nullable UUID proposalId,
      Cause cause) {
    UUID id = store(assessment, why);
    List<ReleaseDecision> standing = decisions.standing(version.id());
    standing.forEach(decision -> decision.close(id));
    decisions.flush();
    UUID event =
        log.append(
            new NewEvent(
                EventTypes.REVOCATION_DECIDED,
                version.subject(),
                id,
                1,
                version.modelId(),
                cause,
                new RevocationDecided(
                    id,
                    version.id(),
                    version.modelId(),
                    assessment.round(),
                    assessment.digest(),
                    why,
                    proposalId)));
    revoked.fire(new VersionRevoked(version, id, OwnCause.after(cause, event)));
    return id;
  }

  private UUID store(Assessment assessment, String why) {
    return entities
        .createNativeQuery(
            """
            insert into revocation (id, version_id, model_id, round, digest, cause, decided_at)
            values (uuidv7(), :version, :model, :round, :digest, :cause, :at) returning id
            """,
            Tuple.class)
        .setParameter("version", assessment.versionId())
        .setParameter("model", assessment.modelId())
        .setParameter("round", assessment.round())
        .setParameter("digest", assessment.digest())
        .setParameter("cause", why)
        .setParameter("at", clock.now())
        .getSingleResult()
        .get(0, UUID.class);
  }
}
