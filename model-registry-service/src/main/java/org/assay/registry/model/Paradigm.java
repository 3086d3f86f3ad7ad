package org.assay.registry.model;

/** How a model learns. */
public enum Paradigm {
  SUPERVISED,
  UNSUPERVISED,
  ENSEMBLE,
  REINFORCEMENT,
  FEDERATED,
  SELF_SUPERVISED
}
