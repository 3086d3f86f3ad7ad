package org.assay.registry.experiment;

import java.sql.SQLException;

/** The database failed; nobody outside is told more. */
public final class TrackingStoreException extends RuntimeException {

  private TrackingStoreException(SQLException cause) {
    super("What runs log could not be read or written", cause);
  }

  /** Wraps what the database said. */
  public static TrackingStoreException of(SQLException cause) {
    return new TrackingStoreException(cause);
  }
}
