package org.assay.registry.artifact.use;

/** What a file is used for. */
public enum Purpose {
  /** Assay computes statistics of its rows. */
  EVALUATION
}
