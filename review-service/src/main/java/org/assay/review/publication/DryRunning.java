package org.assay.review.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.publication.DryRuns.Case;
import org.assay.review.replica.DatabaseClock;
import org.jboss.logging.Logger;

/**
 * Tries a draft: of a policy it judges every open version of its scope and every round that a
 * release rested on by what would hold with the draft. Judged is what is known today; of a release
 * what was known of its round at the instant of the decision, since what ended or changed
 * afterwards is not stopped by the draft. Of questions it finds what they would ask of every open
 * version.
 *
 * <p>The first pages are judged at once, the others by a job: each page is a transaction that keeps
 * how far it got, so that a restart goes on and no page counts twice.
 */
@ApplicationScoped
class DryRunning {

  private static final int PAGE = 200;
  private static final int PAGES_AT_ONCE = 5;

  /** How many dry runs of one draft are kept. */
  private static final int KEPT = 20;

  private static final Logger LOG = Logger.getLogger(DryRunning.class);

  private final DryRuns dryRuns;
  private final PolicyTrial policies;
  private final QuestionTrial questions;
  private final DatabaseClock clock;

  DryRunning(DryRuns dryRuns, PolicyTrial policies, QuestionTrial questions, DatabaseClock clock) {
    this.dryRuns = dryRuns;
    this.policies = policies;
    this.questions = questions;
    this.clock = clock;
  }

  /** Starts a dry run of a draft. */
  <E extends Document> DryRun start(Documents<E> documents, UUID id, Caller caller) {
    E draft = documents.locked(id, caller);
    Optional<Refusal> refusal =
        new PolicyGuard(caller).tryOut(draft, !dryRuns.running(List.of(id)).isEmpty());
    Refusal.refuse(refusal);
    DryRun run = DryRun.of(draft, caller.subject(), clock.now());
    dryRuns.keepNewest(id, KEPT - 1);
    dryRuns.persist(run);
    for (int page = 0; page < PAGES_AT_ONCE && run.state() == DryRunState.RUNNING; page++) {
      advance(run, draft);
    }
    return run;
  }

  /** Goes on with what was not done at once, until a page fails, which is tried again later. */
  @Scheduled(
      identity = "policy-dry-run",
      every = "1s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void goOn() {
    Optional<UUID> next;
    do {
      next = QuarkusTransaction.requiringNew().call(dryRuns::next);
    } while (next.filter(this::advanced).isPresent());
  }

  private boolean advanced(UUID id) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> dryRuns.locked(id).ifPresent(run -> advance(run, dryRuns.draft(run))));
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "A page of a dry run fails: %s", id);
      QuarkusTransaction.requiringNew()
          .run(() -> dryRuns.locked(id).ifPresent(run -> run.fail(clock.now())));
      return false;
    }
  }

  private void advance(DryRun run, Document draft) {
    if (!draft.digest().equals(run.digest())) {
      run.outdate(clock.now());
      return;
    }
    List<Case> cases = dryRuns.next(run.part(), draft.scope(), run.afterId(), PAGE);
    if (!cases.isEmpty()) {
      judge(run, draft, cases);
      run.reached(cases.getLast().id());
    }
    if (cases.size() < PAGE) {
      run.endPart(draft.kind(), clock.now());
    }
  }

  private void judge(DryRun run, Document draft, List<Case> cases) {
    switch (draft) {
      case PolicyEntry policy -> policies.judge(run, policy, cases);
      case QuestionnaireEntry questionnaire -> questions.judge(run, questionnaire, cases);
      case ChecklistsEntry checklists -> questions.judge(run, checklists, cases);
      default -> throw new IllegalStateException("Nothing tries a " + draft.kind());
    }
  }
}
