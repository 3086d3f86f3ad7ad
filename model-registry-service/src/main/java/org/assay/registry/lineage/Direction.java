package org.assay.registry.lineage;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which way lineage is followed. */
@Schema(name = "LineageDirection")
enum Direction {
  /** To what it comes from. */
  UPSTREAM,
  /** To what came from it. */
  DOWNSTREAM,
  /** Up from it and down from it, but not down again from what lies above it. */
  BOTH
}
