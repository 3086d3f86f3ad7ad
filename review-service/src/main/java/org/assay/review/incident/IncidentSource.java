package org.assay.review.incident;

/** How an incident was noticed. */
public enum IncidentSource {
  /** Somebody saw it. */
  OBSERVATION,
  /** Somebody affected said so. */
  COMPLAINT,
  /** It came up when the model or its use was audited. */
  AUDIT,
  /** A monitor showed it. */
  MONITORING,
  /** Other bytes run than were released. */
  DEPLOYMENT
}
