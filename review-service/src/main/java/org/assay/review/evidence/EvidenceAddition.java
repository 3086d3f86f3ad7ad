package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.EvidenceRecords.CountedNow;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * Adds evidence to a version, in the caller's transaction.
 *
 * <p>The version's row orders additions among each other and against the opening of a round; the
 * round's own row, which the observer of {@link EvidenceSetChanged} takes next, orders them against
 * every decision: one that came before is dropped, one that comes after finds the review bound to
 * the new set.
 */
@ApplicationScoped
class EvidenceAddition {

  /** How many records a version has at most, superseded ones too. */
  private static final int MOST = 1_000;

  /** Whoever asks the gate waits for claims on all of them. */
  private static final int MOST_COUNTED = 20;

  /** How many groups the counts of a version have together: each record's pairs are judged anew. */
  private static final int MOST_GROUPS = 150;

  private final Access access;
  private final VersionCopies versions;
  private final EvidenceRecords records;
  private final GroupReports reports;
  private final Claims claims;
  private final CountsJudge judge;
  private final Notes notes;
  private final DatabaseClock clock;
  private final Event<EvidenceSetChanged> changed;

  EvidenceAddition(
      Access access,
      VersionCopies versions,
      EvidenceRecords records,
      GroupReports reports,
      Claims claims,
      CountsJudge judge,
      Notes notes,
      DatabaseClock clock,
      Event<EvidenceSetChanged> changed) {
    this.access = access;
    this.versions = versions;
    this.records = records;
    this.reports = reports;
    this.claims = claims;
    this.judge = judge;
    this.notes = notes;
    this.clock = clock;
    this.changed = changed;
  }

  /** Adds a record; {@code supersedes} takes another one out of the set. */
  Evidence add(VersionCopy known, NewEvidence command, Caller caller) {
    VersionCopy version = versions.locked(known.id());
    Refusal.refuse(
        new EvidenceGuard(version, access.membership(caller.subject(), version.projectId()), caller)
            .add());
    Instant now = clock.now();
    refuseTimes(command, now);
    Optional<Evidence> old = superseded(version, command.supersedes());
    if (records.of(version.id()) >= MOST) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version has %d records of evidence, which is the most".formatted(MOST));
    }
    old.ifPresent(one -> refuseToHide(one, command));
    refuseMoreCounts(version, command, old);
    Note title = notes.store(command.content().title(), caller.subject());
    Evidence added = Evidence.of(version, command, title.id(), caller.subject(), now);
    records.persist(added);
    String digest = records.changed(version.id());
    List<EvidenceChanged.Verdict> verdicts =
        switch (command.content()) {
          case EvidenceContent.Document _ -> List.of();
          case EvidenceContent.Counts(String _, GroupCounts counts) -> {
            reports.compute(added, counts);
            yield judge.verdicts(version, added);
          }
          case EvidenceContent.Claimed(String _, Claim claim) -> {
            claims.keep(added.id(), claim);
            yield List.of();
          }
        };
    UUID event =
        records.tell(
            EventTypes.EVIDENCE_ADDED,
            added,
            null,
            version,
            digest,
            new Said(title.digest(), verdicts),
            Cause.by(caller));
    Cause because = OwnCause.of(caller.subject(), event);
    old.ifPresent(
        one ->
            records.tell(
                EventTypes.EVIDENCE_SUPERSEDED,
                one,
                added.id(),
                version,
                digest,
                Said.NOTHING,
                because));
    changed.fire(new EvidenceSetChanged(version, digest, because));
    return added;
  }

  /** What was computed of an attribute leaves the set only for what is computed of it anew. */
  private void refuseToHide(Evidence old, NewEvidence command) {
    Optional<String> anew =
        command.content() instanceof EvidenceContent.Counts(String _, GroupCounts counts)
            ? Optional.of(counts.attribute())
            : Optional.empty();
    reports
        .attribute(old.id())
        .filter(counted -> !anew.equals(Optional.of(counted)))
        .ifPresent(
            counted -> {
              throw ProblemException.of(
                  ReviewProblem.EVIDENCE_REFUSED,
                  "Counts by %s are superseded by new counts by %s only"
                      .formatted(counted, counted));
            });
  }

  private void refuseMoreCounts(VersionCopy version, NewEvidence command, Optional<Evidence> old) {
    if (!(command.content() instanceof EvidenceContent.Counts(String _, GroupCounts counts))) {
      return;
    }
    Optional<UUID> leaving = old.map(Evidence::id);
    CountedNow others = records.counted(version.id(), leaving.orElse(null));
    if (others.records() >= MOST_COUNTED) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version has %d records of counts that none supersedes, which is the most"
              .formatted(MOST_COUNTED));
    }
    if (others.groups() + counts.groups().size() > MOST_GROUPS) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version's counts that none supersedes have %d groups; with these there would be more"
                  .formatted(others.groups())
              + " than %d, since every pair of each record is judged whenever the gate is asked"
                  .formatted(MOST_GROUPS));
    }
  }

  private Optional<Evidence> superseded(VersionCopy version, @Nullable UUID id) {
    if (id == null) {
      return Optional.empty();
    }
    Evidence old =
        records
            .findByIdOptional(id)
            .filter(found -> found.versionId().equals(version.id()))
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "/supersedes",
                        "UNKNOWN_EVIDENCE",
                        "The version has no evidence %s".formatted(id)));
    Refusal.refuse(EvidenceGuard.superseded(records.successors(List.of(id)).get(id)));
    return Optional.of(old);
  }

  private static void refuseTimes(NewEvidence command, Instant now) {
    Instant collected = command.collectedAt();
    if (collected != null && collected.isAfter(now)) {
      throw ProblemException.invalid(
          "/collected_at", "IN_THE_FUTURE", "Evidence is collected before it is added");
    }
    Instant until = command.validUntil();
    if (until != null && !until.isAfter(now)) {
      throw ProblemException.invalid(
          "/valid_until", "IN_THE_PAST", "It ends after now, which is %s".formatted(now));
    }
  }
}
