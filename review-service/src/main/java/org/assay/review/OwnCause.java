package org.assay.review;

import java.util.UUID;
import org.assay.kit.event.Cause;
import org.jspecify.annotations.Nullable;

/** The cause of what this service does by itself. */
public final class OwnCause {

  /** Who acted, where this service did by itself. */
  public static final String ACTOR = "system:review-service";

  private OwnCause() {}

  /** Returns the cause of what follows by rule from an event of this service. */
  public static Cause after(Cause first, UUID because) {
    return of(first.principal(), because);
  }

  /**
   * Returns it.
   *
   * @param principal the subject of whoever it is done for
   * @param because the event that led here, null where the clock did
   */
  public static Cause of(String principal, @Nullable UUID because) {
    return new Cause(ACTOR, principal, because);
  }
}
