package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.project.Contribution;

/** Lets a version name its model card, until it is submitted. */
@ApplicationScoped
public class VersionCards {

  private final VisibleVersions visible;
  private final EventLog events;

  VersionCards(VisibleVersions visible, EventLog events) {
    this.visible = visible;
    this.events = events;
  }

  /**
   * Finds a version and locks its row until the transaction ends.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 503 {@code
   *     PROJECT_SERVICE_AWAY}
   */
  public Seen lock(String modelName, int number, Caller caller) {
    return visible.lock(modelName, number, caller);
  }

  /** Refuses another card, or says nothing where {@link #give} would take it. */
  public Optional<Refusal> refuses(Seen seen, Caller caller) {
    return Contribution.refuses(caller, seen.in().standing())
        .or(() -> seen.version().refusesCard());
  }

  /**
   * Names another card, in the running transaction; the caller has checked {@link #refuses}. The
   * same one again is no change.
   */
  public void give(Seen seen, Digest card, Caller caller) {
    if (seen.version().carry(card)) {
      events.append(
          seen.version()
              .event(
                  EventTypes.VERSION_UPDATED,
                  seen.in().model().fullName(),
                  Cause.by(caller),
                  null));
    }
  }
}
