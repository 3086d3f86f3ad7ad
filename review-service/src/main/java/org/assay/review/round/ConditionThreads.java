package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.identity.Caller;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Conditions are discussed by whoever discusses their review. */
@ApplicationScoped
class ConditionThreads implements Discussed {

  private final ReviewDesk desk;
  private final ReviewItems items;
  private final ConditionActs acts;

  ConditionThreads(ReviewDesk desk, ReviewItems items, ConditionActs acts) {
    this.desk = desk;
    this.items = items;
    this.acts = acts;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.CONDITION;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    return items.of(key, desk.readable(acts.readable(key.id(), caller).reviewId(), caller), caller);
  }
}
