package org.assay.review.publication;

/** What takes a lead and an administrator. */
enum PolicyActKind {
  PUBLISH,
  RETIRE
}
