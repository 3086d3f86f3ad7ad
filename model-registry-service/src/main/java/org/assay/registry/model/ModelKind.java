package org.assay.registry.model;

/** What a model does; it decides which special sections a review has. */
public enum ModelKind {
  TABULAR,
  RANKING,
  VISION,
  LANGUAGE,
  GENERATIVE,
  RL_POLICY,
  OTHER
}
