package org.assay.review.release;

/** What a release decision does: releases for the first time, or again by a new round. */
public enum Outcome {
  RELEASED,
  RENEWED
}
