package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.model.Model;
import org.assay.registry.project.Standing;
import org.jspecify.annotations.Nullable;

/** What people do to a registered version. */
@ApplicationScoped
public class VersionActs {

  private static final Clock CLOCK = Clock.systemUTC();

  private static final List<Step> ACTS =
      List.of(Step.REGISTER, Step.DISCARD, Step.SUBMIT, Step.WITHDRAW, Step.DEPRECATE, Step.RETIRE);

  /** A submission fixes the model's name, and what ends a version drops its aliases. */
  private static final Set<Step> WITH_MODEL = EnumSet.of(Step.SUBMIT, Step.DISCARD, Step.RETIRE);

  private final VisibleVersions visible;
  private final VersionBasis basis;
  private final Involvement involvement;
  private final VersionStatements statements;
  private final ModelVersions versions;
  private final VersionReleases releases;
  private final EventLog events;
  private final Event<VersionSubmitting> submitting;
  private final Event<VersionEnded> ended;

  VersionActs(
      VisibleVersions visible,
      VersionBasis basis,
      Involvement involvement,
      VersionStatements statements,
      ModelVersions versions,
      VersionReleases releases,
      EventLog events,
      Event<VersionSubmitting> submitting,
      Event<VersionEnded> ended) {
    this.visible = visible;
    this.basis = basis;
    this.involvement = involvement;
    this.statements = statements;
    this.versions = versions;
    this.releases = releases;
    this.events = events;
    this.submitting = submitting;
    this.ended = ended;
  }

  /**
   * Takes a step in the running transaction, under the row lock of the version, for a submission
   * and what ends it under that of its model too, and tells of it.
   *
   * @param ifMatch the revision that the caller saw
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}; 403 by the
   *     step's guard; 409 {@code ILLEGAL_TRANSITION}, {@code LAST_DAY_NOT_OVER} or {@code
   *     VERSION_DEPLOYED}; 428; 412
   */
  Seen take(Step step, String modelName, int number, @Nullable String ifMatch, Caller caller) {
    Seen seen =
        WITH_MODEL.contains(step)
            ? visible.lockWithModel(modelName, number, caller)
            : visible.lock(modelName, number, caller);
    Refusal.check(seen.version().refuses(step, caller, seen.in().standing()));
    IfMatch.require(ifMatch, seen.version().revision());
    take(step, seen, caller);
    return seen;
  }

  /**
   * Submits a version in the running transaction, as {@link #take} takes other steps.
   *
   * @param asked of a version that was revoked, how the cause of that was closed
   * @throws ProblemException also 422 {@code VALIDATION_FAILED} where that is missing, or said of
   *     another
   */
  Seen submit(
      String modelName, int number, SubmitVersion asked, @Nullable String ifMatch, Caller caller) {
    Seen seen = visible.lockWithModel(modelName, number, caller);
    ModelVersion version = seen.version();
    Refusal.check(version.refuses(Step.SUBMIT, caller, seen.in().standing()));
    IfMatch.require(ifMatch, version.revision());
    asked.check(version);
    submit(seen, asked.causeClosed(), caller);
    return seen;
  }

  private void submit(Seen seen, @Nullable String causeClosed, Caller caller) {
    ModelVersion version = seen.version();
    Model model = seen.in().model();
    List<NewEvent> told = new ArrayList<>(basis.fix(version, model, caller));
    told.addAll(basis.revokedAncestors(version, Cause.by(caller)));
    submitting.fire(new VersionSubmitting(version));
    String type = version.take(Step.SUBMIT, caller.subject());
    String reason = causeClosed == null ? null : statements.keep(version, causeClosed, caller);
    ModelVersion.Submission submission =
        new ModelVersion.Submission(
            involvement.behind(version), basis.results(version).claimedFigures(), reason);
    told.add(version.submitted(type, model.fullName(), Cause.by(caller), submission));
    events.append(told);
  }

  /**
   * Deprecates a version in the running transaction, as {@link #take} takes other steps.
   *
   * @throws ProblemException also 422 {@code UNKNOWN_VERSION} or {@code VALIDATION_FAILED}
   */
  Seen deprecate(
      String modelName,
      int number,
      DeprecateVersion asked,
      @Nullable String ifMatch,
      Caller caller) {
    Seen seen = visible.lock(modelName, number, caller);
    ModelVersion version = seen.version();
    Model model = seen.in().model();
    Refusal.check(version.refuses(Step.DEPRECATE, caller, seen.in().standing()));
    IfMatch.require(ifMatch, version.revision());
    asked.check(version, versions.named(model, asked.successor(), "/successor"));
    String type = version.deprecate(caller.subject(), asked.successor(), asked.lastDay());
    releases.end(version.id(), CLOCK.instant());
    events.append(version.event(type, model.fullName(), Cause.by(caller), null));
    return seen;
  }

  /**
   * Deletes a version in the running transaction: a draft is discarded, any other retired.
   *
   * @param seen the version, its row and its model's locked
   * @throws ProblemException 403 by the step's guard; 409 {@code ILLEGAL_TRANSITION} where its
   *     state does not let it go
   */
  void delete(Seen seen, Caller caller) {
    Refusal.check(seen.version().refusesDeletion(caller, seen.in().standing()));
    take(seen.version().end(), seen, caller);
  }

  private void take(Step step, Seen seen, Caller caller) {
    ModelVersion version = seen.version();
    Model model = seen.in().model();
    String type = version.take(step, caller.subject());
    events.append(version.event(type, model.fullName(), Cause.by(caller), null));
    if (step == Step.RETIRE || step == Step.DISCARD) {
      ended.fire(new VersionEnded(version, model, caller));
    }
  }

  /** Says of each act whether {@link #take} would do it now. */
  static List<ActionView> actions(ModelVersion version, Caller caller, Standing standing) {
    return ACTS.stream()
        .map(step -> Refusal.asAction(step.act(), version.refuses(step, caller, standing)))
        .toList();
  }
}
