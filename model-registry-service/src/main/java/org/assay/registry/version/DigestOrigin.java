package org.assay.registry.version;

/** Who vouches for a digest. */
public enum DigestOrigin {
  /** The client said so. */
  CLAIMED,
  /** Assay holds the bytes and computed it. */
  COMPUTED
}
