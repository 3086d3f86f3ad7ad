package org.assay.review.round;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.ReviewChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.assessment.Assessment;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The reviews, each step of which is one event. */
@ApplicationScoped
class Reviews implements PanacheRepositoryBase<Review, UUID> {

  private static final int MOST_ROUNDS = 100;

  private final EventLog log;
  private final ReviewClocks clocks;
  private final Session entities;

  Reviews(EventLog log, ReviewClocks clocks, Session entities) {
    this.log = log;
    this.clocks = clocks;
    this.entities = entities;
  }

  /** Returns the reviews of an assessment; as many as its policy asks for. */
  List<Review> of(UUID assessmentId) {
    return list("assessmentId = ?1 order by id", assessmentId);
  }

  /**
   * Returns the ids of the reviews of the same kind in the version's last hundred rounds before a
   * review's, and of what it goes on from.
   */
  List<UUID> before(Review review) {
    List<UUID> earlier =
        new ArrayList<>(
            find(
                    "select r.id from Review r where r.versionId = ?1 and r.type = ?2"
                        + " and r.round < ?3 order by r.round desc",
                    review.versionId(),
                    review.type(),
                    review.round())
                .project(UUID.class)
                .page(0, MOST_ROUNDS)
                .list());
    UUID basis = review.basisId();
    if (basis != null && !earlier.contains(basis)) {
      earlier.add(basis);
    }
    return earlier;
  }

  /** Returns the reviews of the given ids; bounded by what is asked. */
  Map<UUID, Review> of(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : find("id in ?1", ids).stream().collect(Collectors.toMap(Review::id, Function.identity()));
  }

  /**
   * Returns whether a round is reviewed: a lost one is where an approver took back what may be
   * given anew, or it is over already.
   */
  boolean isUnderReview(Assessment round) {
    return switch (round.state()) {
      case OPEN -> true;
      case LOST -> of(round.id()).stream().anyMatch(review -> review.state().isOpen());
      case PASSED, FAILED, WITHDRAWN -> false;
    };
  }

  /**
   * Returns the ids of approved reviews whose time is over, and of those that are not released and
   * rest on a qualification which is over, the longest first; index on each.
   */
  List<UUID> overdue(int limit) {
    return entities
        .createNativeQuery(
            """
            select id, valid_until as ended_at from review
             where state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
               and valid_until <= clock_timestamp()
            union
            select r.id, least(q.valid_until, q.withdrawn_at)
              from review_decision d
              join qualification q on q.id = d.qualification_id
              join review r on r.id = d.review_id
             where d.qualification_id is not null and d.decision = 'APPROVED'
               and d.retracted_at is null and d.evidence_digest = r.evidence_digest
               and (q.withdrawn_at is not null or q.valid_until <= clock_timestamp())
               and r.state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
               and not exists (
                 select 1 from release_decision e
                  where e.version_id = r.version_id and e.round = r.round
                    and e.revocation_id is null)
             order by ended_at limit :limit
            """,
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /**
   * Adds the reviews that a round asks for: event {@code requested} of each, in their order.
   *
   * @param days how many business days each of them is given, absent where no due date is set
   */
  void request(List<Review> requested, @Nullable Integer days, VersionCopy version, Cause cause) {
    requested.forEach(review -> clocks.start(review, days, version));
    persist(requested);
    flush();
    log.append(
        requested.stream()
            .map(review -> event(EventTypes.REVIEW_REQUESTED, review, version, cause, Told.NOTHING))
            .toList());
  }

  /**
   * Tells the step that a review has just taken, which its clock follows; returns the event's id.
   */
  UUID tell(String type, Review review, VersionCopy version, Cause cause, Told told) {
    clocks.follow(review, version, cause.actor());
    flush();
    return log.append(event(type, review, version, cause, told));
  }

  private static NewEvent event(
      String type, Review review, VersionCopy version, Cause cause, Told told) {
    return new NewEvent(
        type,
        version.subject(),
        review.id(),
        review.revision(),
        review.modelId(),
        cause,
        new ReviewChanged(
            review.id(),
            review.assessmentId(),
            review.versionId(),
            review.modelId(),
            review.type().name(),
            review.round(),
            review.state().name(),
            new ReviewChanged.BoundTo(
                review.digest(),
                review.policyVersionId(),
                review.evidenceDigest(),
                review.checklist()),
            List.copyOf(review.assigneeSubjects()),
            told.approvalId(),
            told.unit(),
            told.cause(),
            told.textDigest(),
            review.basisId()));
  }
}
