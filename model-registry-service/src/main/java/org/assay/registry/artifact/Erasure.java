package org.assay.registry.artifact;

/** What became of a file when its use was over. */
public enum Erasure {
  /** It was removed; its bytes go once nothing else refers to them. */
  ERASED,
  /** A version rests on it, so it stays. */
  SEALED,
  /** Other bytes or none lay there by then. */
  GONE
}
