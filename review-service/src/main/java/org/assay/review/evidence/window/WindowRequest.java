package org.assay.review.evidence.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.EvaluationState;
import org.assay.review.evidence.evaluation.Evaluations;
import org.assay.review.evidence.evaluation.FileUse;
import org.assay.review.evidence.evaluation.HeldFile;
import org.assay.review.evidence.evaluation.JobAsked;
import org.assay.review.evidence.evaluation.UsedFile;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a window to be counted from files, in the caller's transaction and with the version's
 * row locked. The same files for the same window are counted once.
 */
@ApplicationScoped
public class WindowRequest {

  /** How many of an account and a version wait at most. */
  private static final int MOST = 20;

  /** How many of an account and a version come to nothing within a day at most. */
  private static final int MOST_LOST = 50;

  private final WindowJobs jobs;
  private final Evaluations evaluations;
  private final WindowReferences references;
  private final FileUse uses;
  private final Event<JobAsked> waiting;
  private final DatabaseClock clock;

  WindowRequest(
      WindowJobs jobs,
      Evaluations evaluations,
      WindowReferences references,
      FileUse uses,
      Event<JobAsked> waiting,
      DatabaseClock clock) {
    this.jobs = jobs;
    this.evaluations = evaluations;
    this.references = references;
    this.uses = uses;
    this.waiting = waiting;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param title what people call it
   * @param supersedes the window whose place it takes
   * @param window the window without its features
   * @param files names the files and the columns
   */
  public record Asking(String title, @Nullable UUID supersedes, Window window, AddWindow files) {

    WindowJob.Asked by(String subject) {
      return new WindowJob.Asked(
          title, supersedes, window, files.file(), files.held(), files.watched(), subject);
    }
  }

  /**
   * Asks for one. The registry is told of files last, so that whatever is refused leaves none in
   * use.
   *
   * @param check refuses by an exception what is no window of the version as it stands; what was
   *     asked for already is not checked again
   * @throws ProblemException 422 for what is no file, or no predictions of the version
   */
  public WindowJob ask(VersionCopy version, Asking asking, Runnable check, Caller by) {
    WindowJob.Asked asked = asking.by(by.subject());
    return jobs.same(version.id(), asked.subject())
        .orElseGet(
            () -> {
              check.run();
              refuseMany(version, asked);
              return begin(version, asked, by);
            });
  }

  /** Of each account for itself, so that nobody takes a monitor's place in the queue. */
  private void refuseMany(VersionCopy version, WindowJob.Asked asked) {
    List<WindowJob> waiting = jobs.waiting(version.id(), asked.by());
    if (waiting.size() >= MOST) {
      throw refused(
          "%d of your windows of the version are not counted yet, which is the most; ask again once one is"
              .formatted(MOST));
    }
    waiting.stream()
        .filter(job -> job.window().overlaps(asked.window()))
        .findFirst()
        .ifPresent(
            job -> {
              throw refused(
                  "Your window %s has this time, or a part of it, and is not counted yet; wait for it or cancel it"
                      .formatted(job.id()));
            });
    Instant yesterday = clock.now().minus(1, ChronoUnit.DAYS);
    if (jobs.lost(version.id(), asked.by(), yesterday) >= MOST_LOST) {
      throw refused(
          "%d of your windows of the version failed or were cancelled within a day, which is the most; see why, and ask again a day later"
              .formatted(MOST_LOST));
    }
  }

  private static ProblemException refused(String why) {
    return ProblemException.of(ReviewProblem.EVIDENCE_REFUSED, why);
  }

  private WindowJob begin(VersionCopy version, WindowJob.Asked asked, Caller by) {
    UUID evidence = asked.reference().evidence();
    WindowJob.Held files =
        evidence == null
            ? ofFiles(version, asked, by)
            : ofEvidence(
                version, asked, predictions(version, evidence, asked.window().environment()), by);
    WindowJob job = WindowJob.of(clock.freshId(), version, asked, files, clock.now());
    jobs.persistAndFlush(job);
    waiting.fire(new JobAsked(job.id()));
    return job;
  }

  private WindowJob.Held ofFiles(VersionCopy version, WindowJob.Asked asked, Caller by) {
    String upload = String.valueOf(asked.reference().upload());
    List<WatchedColumn> columns = asked.whole(null);
    ProblemException.refuseAny(references.faults(version, asked, columns, false, null));
    List<UsedFile> files =
        uses.briefly(
            version,
            List.of(
                rows(asked),
                new FileUse.Named(upload, asked.reference().digest(), "/window/reference")),
            clock.now(),
            by);
    UsedFile reference = files.getLast();
    return new WindowJob.Held(
        new WindowSource(
            asked.upload(), files.getFirst().digest(), null, upload, reference.digest(), columns),
        files.getFirst(),
        reference.id(),
        reference.size());
  }

  private static FileUse.Named rows(WindowJob.Asked asked) {
    return new FileUse.Named(asked.upload(), null, "/window");
  }

  private WindowJob.Held ofEvidence(
      VersionCopy version, WindowJob.Asked asked, Evaluation made, Caller by) {
    String score = made.columns().score();
    List<WatchedColumn> columns = asked.whole(score);
    ProblemException.refuseAny(references.faults(version, asked, columns, true, score));
    UsedFile file = uses.briefly(version, List.of(rows(asked)), clock.now(), by).getFirst();
    HeldFile reference = made.file();
    return new WindowJob.Held(
        new WindowSource(
            asked.upload(),
            file.digest(),
            made.evidenceId(),
            reference.path(),
            reference.digest(),
            columns),
        file,
        reference.use(),
        reference.size());
  }

  private Evaluation predictions(VersionCopy version, UUID evidence, String environment) {
    boolean goesOn = references.goOnWith(version, evidence, environment);
    Evaluation made =
        evaluations
            .ofEvidence(evidence)
            .filter(one -> one.versionId().equals(version.id()))
            .filter(one -> one.state() == EvaluationState.DONE)
            .filter(one -> goesOn || !evaluations.isSuperseded(one))
            .orElseThrow(
                () ->
                    refused(
                        "UNKNOWN_EVIDENCE",
                        "The version has no predictions %s that are evaluated and not superseded"
                            .formatted(evidence)));
    if (!goesOn && !references.mayHold(version, evidence, environment)) {
      throw refused(
          "TOO_LATE",
          "They were added after the version last passed a round and after the first window of"
              + " %s; name predictions that were there before, or have a round pass with these"
                  .formatted(environment));
    }
    return made;
  }

  private static ProblemException refused(String code, String detail) {
    return ProblemException.invalid("/window/reference/evidence", code, detail);
  }
}
