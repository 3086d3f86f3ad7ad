package org.assay.review.evidence.window;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The monitoring windows of versions. */
@ApplicationScoped
public class MonitoringWindows implements PanacheRepositoryBase<MonitoringWindow, UUID> {

  /** How many windows of an environment begin within a day at most, but for corrections. */
  private static final int MOST_OF_A_DAY = 100;

  /** How often a window is corrected at most. */
  private static final int MOST_CORRECTIONS = 10;

  /** How many windows of an environment are looked at for runs, the latest, corrected ones too. */
  private static final int LATEST = 500;

  private final Session entities;
  private final WindowPolicy policy;
  private final WindowReferences references;

  MonitoringWindows(Session entities, WindowPolicy policy, WindowReferences references) {
    this.entities = entities;
    this.policy = policy;
    this.references = references;
  }

  /**
   * Refuses what is no window of the version as it stands; the caller holds the version's lock.
   *
   * @param superseded the record whose place it takes, null for none
   * @param by the {@code sub} of who sends it; the windows of each sender are in a row of their
   *     own, so that nobody takes the time of another's
   * @throws ProblemException 422 for an unknown environment, a time that is not over, live counts
   *     that the plan in force cannot judge, and another reference than before; 409 for a time that
   *     another window has, for another one than that of a window whose place it takes, and for too
   *     many
   */
  public void refuse(
      VersionCopy version, Window window, @Nullable UUID superseded, String by, Instant now) {
    policy.refuseUnknown(window.environment());
    if (window.until().isAfter(now)) {
      throw ProblemException.invalid(
          "/window/until", "IN_THE_FUTURE", "A window is over, and now it is %s".formatted(now));
    }
    ProblemException.refuseAny(LiveFaults.of(window.live(), policy.terms(version).plan()));
    if (superseded == null) {
      refuseCrowd(version, window, by);
      refuseOverlapping(version, window, by);
    } else {
      refuseOther(findById(superseded), window);
      refuseMany(version, window, by);
    }
    ProblemException.refuseAny(references.faults(version, window, by, superseded != null));
  }

  private void refuseOverlapping(VersionCopy version, Window window, String by) {
    overlapping(version, window, by)
        .ifPresent(
            other -> {
              throw refused(
                  "%s has this time, or a part of it; a correction supersedes it, and has its"
                          .formatted(other)
                      + " environment, from and until");
            });
  }

  private static void refuseOther(@Nullable MonitoringWindow old, Window window) {
    if (old == null || !window.covers(old)) {
      throw refused(
          "A window supersedes one of the same environment, from and until only, so that none is"
              + " taken away");
    }
  }

  private void refuseMany(VersionCopy version, Window window, String by) {
    if (counted("count(*)", version, window, by, window.from()) > MOST_CORRECTIONS) {
      throw refused(
          "The window was corrected %d times, which is the most".formatted(MOST_CORRECTIONS));
    }
  }

  /** Each start is that of one window and its corrections. */
  private void refuseCrowd(VersionCopy version, Window window, String by) {
    Instant after = window.until().minus(Duration.ofDays(1));
    if (counted("count(distinct w.starts_at)", version, window, by, after) >= MOST_OF_A_DAY) {
      throw refused(
          "%d windows of %s begin in the day before it ends, which is the most"
              .formatted(MOST_OF_A_DAY, window.environment()));
    }
  }

  /** Index (version, environment, start). */
  private long counted(String what, VersionCopy version, Window window, String by, Instant first) {
    return entities
        .createNativeQuery(
            """
            select %s from monitoring_window w join evidence e on e.id = w.evidence_id
             where w.version_id = :version and w.environment = :environment
               and w.starts_at >= :first and w.starts_at < :until and e.created_by = :by
            """
                .formatted(what),
            Tuple.class)
        .setParameter("version", version.id())
        .setParameter("environment", window.environment())
        .setParameter("first", first)
        .setParameter("until", window.until())
        .setParameter("by", by)
        .getSingleResult()
        .get(0, Long.class);
  }

  private static ProblemException refused(String why) {
    return ProblemException.of(ReviewProblem.EVIDENCE_REFUSED, why);
  }

  /** Index (version, environment, start). */
  private Optional<UUID> overlapping(VersionCopy version, Window window, String by) {
    return entities
        .createNativeQuery(
            """
            select w.evidence_id from monitoring_window w join evidence e on e.id = w.evidence_id
             where w.version_id = :version and w.environment = :environment
               and w.starts_at < :until and w.ends_at > :from and e.created_by = :by
               and not exists (select 1 from evidence s where s.supersedes = w.evidence_id)
             limit 1
            """,
            Tuple.class)
        .setParameter("version", version.id())
        .setParameter("environment", window.environment())
        .setParameter("from", window.from())
        .setParameter("until", window.until())
        .setParameter("by", by)
        .uniqueResultOptional()
        .map(row -> row.get(0, UUID.class));
  }

  /**
   * Measures, judges and keeps a window whose record of evidence is in the database already.
   *
   * @param tests what was tested of its rows
   * @param by the {@code sub} of who sent it
   */
  public WindowAdded.Judged keep(
      UUID evidenceId, VersionCopy version, Window window, List<ReportRow> tests, String by) {
    WindowTerms terms = policy.terms(version);
    Before before =
        new Before(
            watched(version, window, by), references.of(evidenceId, version, window, by), tests);
    MonitoringWindow kept = MonitoringWindow.of(evidenceId, version, window, terms, before);
    persist(kept);
    flush();
    references.keep(evidenceId, version, window, before.references());
    return new WindowAdded.Judged(kept, terms);
  }

  /**
   * Returns the features of the sender's last window before that was judged, or of the one that it
   * corrects; none where the version passed a round since. Index (version, environment, start).
   */
  private Set<String> watched(VersionCopy version, Window window, String by) {
    return entities
        .createNativeQuery(
            """
            select w.* from monitoring_window w join evidence e on e.id = w.evidence_id
             where w.version_id = :version and w.environment = :environment
               and w.starts_at <= :from and w.drift in ('STABLE', 'LOOK', 'DRIFT')
               and e.created_by = :by
               and (w.starts_at = :from
                 or not exists (select 1 from evidence s where s.supersedes = w.evidence_id))
               and not exists (
                 select 1 from assessment p
                  where p.version_id = w.version_id and p.passed_at > e.created_at)
             order by w.starts_at desc, w.evidence_id limit 1
            """,
            MonitoringWindow.class)
        .setParameter("version", version.id())
        .setParameter("environment", window.environment())
        .setParameter("from", window.from())
        .setParameter("by", by)
        .uniqueResultOptional()
        .map(MonitoringWindow::watched)
        .orElse(Set.of());
  }

  /**
   * How a window that none supersedes came out, or what it corrects, whichever is worse: who sends
   * windows corrects none to end a run.
   *
   * @param id its record of evidence
   * @param by who sent it
   * @param from the first instant of it
   * @param until the first instant after it
   * @param drift how far it is from the reference
   * @param live what its live counts say
   */
  public record Mark(
      UUID id, String by, Instant from, Instant until, DriftState drift, @Nullable Verdict live) {

    /** Returns what it comes to with one that it corrects. */
    Mark or(Mark corrected) {
      return new Mark(id, by, from, until, drift.and(corrected.drift), worse(live, corrected.live));
    }

    private static @Nullable Verdict worse(@Nullable Verdict one, @Nullable Verdict other) {
      return Stream.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.UNDEFINED, Verdict.PASS)
          .filter(verdict -> verdict == one || verdict == other)
          .findFirst()
          .orElse(null);
    }
  }

  /** What a window and its corrections have in common. */
  private record Slot(Instant from, String by) {

    static Slot of(Mark mark) {
      return new Slot(mark.from(), mark.by());
    }
  }

  /**
   * Returns how the latest windows of an environment came out, in the order of time.
   *
   * @param by of whom as many are looked at, however many the others have
   */
  public List<Mark> inOrder(UUID versionId, String environment, String by) {
    String latest =
        """
        (select w.evidence_id, e.created_by, w.starts_at, w.ends_at, w.drift, w.live
           from monitoring_window w join evidence e on e.id = w.evidence_id
          where w.version_id = :version and w.environment = :environment and e.created_by %s :by
          order by w.starts_at desc, w.evidence_id desc limit :limit)
        """;
    return entities
        .createNativeQuery(
            latest.formatted("=")
                + " union all "
                + latest.formatted("<>")
                + " order by starts_at desc, evidence_id desc",
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("environment", environment)
        .setParameter("by", by)
        .setParameter("limit", LATEST)
        .getResultList()
        .stream()
        .map(
            row ->
                new Mark(
                    row.get(0, UUID.class),
                    row.get(1, String.class),
                    row.get(2, Instant.class),
                    row.get(3, Instant.class),
                    DriftState.valueOf(row.get(4, String.class)),
                    verdict(row.get(5, String.class))))
        .collect(
            Collectors.toMap(
                Slot::of,
                Function.identity(),
                Mark::or,
                () -> new TreeMap<>(Comparator.comparing(Slot::from).thenComparing(Slot::by))))
        .values()
        .stream()
        .toList();
  }

  /**
   * Returns windows of a version, the latest first, superseded ones too; index (version,
   * environment, start), bounded by the version's windows.
   *
   * @param environment of this one, or of all where absent
   * @param before those before this place: the start and the record
   */
  public List<Outcome> latestFirst(
      UUID versionId, @Nullable String environment, Optional<Place> before, int limit) {
    return entities
        .createNativeQuery(
            """
            select w.evidence_id, w.environment, w.starts_at, w.ends_at, w.drift, w.live, w.policy
              from monitoring_window w
             where w.version_id = :version
               and (cast(:environment as text) is null
                 or w.environment = cast(:environment as text))
               and (cast(:start as timestamptz) is null
                 or (w.starts_at, w.evidence_id)
                   < (cast(:start as timestamptz), cast(:last as uuid)))
             order by w.starts_at desc, w.evidence_id desc limit :limit
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("environment", environment, String.class)
        .setParameter(
            "start", before.map(place -> place.from().toString()).orElse(null), String.class)
        .setParameter("last", before.map(Place::id).orElse(null), UUID.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(
            row ->
                new Outcome(
                    row.get(0, UUID.class),
                    row.get(1, String.class),
                    row.get(2, Instant.class),
                    row.get(3, Instant.class),
                    DriftState.valueOf(row.get(4, String.class)),
                    verdict(row.get(5, String.class)),
                    row.get(6, String.class)))
        .toList();
  }

  private static @Nullable Verdict verdict(@Nullable String name) {
    return name == null ? null : Verdict.valueOf(name);
  }

  /**
   * How a window came out, without what was counted.
   *
   * @param evidenceId its record of evidence
   * @param environment where the version ran
   * @param from the first instant of it
   * @param until the first instant after it
   * @param drift how far it is from the reference
   * @param live what its live counts say; absent where they say nothing
   * @param policy the policy that it was judged by
   */
  public record Outcome(
      UUID evidenceId,
      String environment,
      Instant from,
      Instant until,
      DriftState drift,
      @Nullable Verdict live,
      String policy) {}

  /**
   * Where a window stands among those of its version.
   *
   * @param from the first instant of it
   * @param id its record of evidence
   */
  public record Place(Instant from, UUID id) {}
}
