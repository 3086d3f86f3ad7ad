package org.assay.review.round;

/** Where an act would lead a review. */
public sealed interface Transition {

  /** The act applies and leads to this state. */
  record Leads(ReviewState to) implements Transition {}

  /** The act never applies in this state. */
  record Refused() implements Transition {}
}
