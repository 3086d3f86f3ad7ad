package org.assay.kit.event;

import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.inbox.ReceivedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Why an event happened.
 *
 * @param actor who acted: the subject of a person or machine, or {@code system:<service>}
 * @param onBehalfOf for whom, where the actor is not the one who wanted it
 * @param causedBy the event that led here; following it back from an act of the system leads to a
 *     person's
 */
public record Cause(String actor, @Nullable String onBehalfOf, @Nullable UUID causedBy) {

  /** Returns the cause of what a caller does by a request. */
  public static Cause by(Caller caller) {
    return new Cause(caller.subject(), null, null);
  }

  /**
   * Returns the cause of what a service does because of an event.
   *
   * @param service the service's name, such as {@code review-service}
   * @param because the event; whoever caused it is the one this is done for
   */
  public static Cause system(String service, ReceivedEvent because) {
    return new Cause("system:" + service, because.principal(), because.id());
  }

  /** Returns for whom it was done: on whose behalf, else who acted. */
  public String principal() {
    return onBehalfOf == null ? actor : onBehalfOf;
  }
}
