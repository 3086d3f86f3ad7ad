package org.assay.registry.experiment;

/** Whether something of an experiment is there; what is deleted can be restored. */
public enum Stage {
  ACTIVE,
  DELETED
}
