package org.assay.review.publication;

/** What a dry run goes through, in this order. */
enum DryRunPart {
  OPEN_VERSIONS,
  RELEASES
}
