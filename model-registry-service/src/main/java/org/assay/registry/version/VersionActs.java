package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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

  private static final List<Step> ACTS =
      List.of(Step.REGISTER, Step.SUBMIT, Step.WITHDRAW, Step.DEPRECATE, Step.RETIRE);

  /** A submission fixes the model's name, and what ends a version drops its aliases. */
  private static final Set<Step> WITH_MODEL = EnumSet.of(Step.SUBMIT, Step.RETIRE);

  private final VisibleVersions visible;
  private final VersionBasis basis;
  private final EventLog events;
  private final Event<VersionSubmitting> submitting;
  private final Event<VersionEnded> ended;

  VersionActs(
      VisibleVersions visible,
      VersionBasis basis,
      EventLog events,
      Event<VersionSubmitting> submitting,
      Event<VersionEnded> ended) {
    this.visible = visible;
    this.basis = basis;
    this.events = events;
    this.submitting = submitting;
    this.ended = ended;
  }

  /**
   * Takes a step in the running transaction, under the row lock of the version, for a submission
   * and a retirement under that of its model too, and tells of it.
   *
   * @param ifMatch the revision that the caller saw
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}; 403 by the
   *     step's guard; 409 {@code ILLEGAL_TRANSITION} or {@code TRANSITION_NOT_AVAILABLE}; 428; 412
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
   * Ends a version in the running transaction: a draft is discarded, any other retired.
   *
   * @param seen the version, its row and its model's locked
   * @throws ProblemException 403 by the step's guard; 409 {@code ILLEGAL_TRANSITION} where its
   *     state does not let it go
   */
  void end(Seen seen, Caller caller) {
    Step step = seen.version().state() == VersionState.DRAFT ? Step.DISCARD : Step.RETIRE;
    Refusal.check(seen.version().refuses(step, caller, seen.in().standing()));
    take(step, seen, caller);
  }

  private void take(Step step, Seen seen, Caller caller) {
    ModelVersion version = seen.version();
    Model model = seen.in().model();
    List<NewEvent> told = new ArrayList<>();
    if (step == Step.SUBMIT) {
      told.addAll(basis.fix(version, model, caller));
      submitting.fire(new VersionSubmitting(version));
    }
    String type = version.take(step, caller.subject());
    told.add(version.event(type, model.fullName(), Cause.by(caller), null));
    events.append(told);
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
