package org.assay.registry.loggedmodel;

/** How far the upload of a logged model is. */
public enum LoggedModelStatus {
  PENDING,
  READY,
  UPLOAD_FAILED
}
