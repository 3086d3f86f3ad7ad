package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.project.Standing;
import org.jspecify.annotations.Nullable;

/** What people do to a registered version. */
@ApplicationScoped
class VersionActs {

  private static final List<Step> ACTS =
      List.of(Step.SUBMIT, Step.WITHDRAW, Step.DEPRECATE, Step.RETIRE);

  private final VisibleVersions visible;
  private final EventLog events;

  VersionActs(VisibleVersions visible, EventLog events) {
    this.visible = visible;
    this.events = events;
  }

  /**
   * Takes a step in the running transaction, under the row lock of the version, and tells of it.
   *
   * @param ifMatch the revision that the caller saw
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}; 403 by the
   *     step's guard; 409 {@code ILLEGAL_TRANSITION} or {@code TRANSITION_NOT_AVAILABLE}; 428; 412
   */
  Seen take(Step step, String modelName, int number, @Nullable String ifMatch, Caller caller) {
    Seen seen = visible.lock(modelName, number, caller);
    ModelVersion version = seen.version();
    Refusal.check(version.refuses(step, caller, seen.in().standing()));
    IfMatch.require(ifMatch, version.revision());
    String type = version.take(step, caller.subject());
    events.append(version.event(type, seen.in().model().fullName(), Cause.by(caller), null));
    return seen;
  }

  /** Says of each act whether {@link #take} would do it now. */
  static List<ActionView> actions(ModelVersion version, Caller caller, Standing standing) {
    return ACTS.stream()
        .map(step -> Refusal.asAction(step.act(), version.refuses(step, caller, standing)))
        .toList();
  }
}
