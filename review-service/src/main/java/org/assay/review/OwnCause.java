package org.assay.review;

import java.util.UUID;
import org.assay.kit.event.Cause;
import org.jspecify.annotations.Nullable;

/** The cause of what this service does by itself. */
public final class OwnCause {

  private OwnCause() {}

  /**
   * Returns it.
   *
   * @param principal the subject of whoever it is done for
   * @param because the event that led here, null where the clock did
   */
  public static Cause of(String principal, @Nullable UUID because) {
    return new Cause("system:review-service", principal, because);
  }
}
