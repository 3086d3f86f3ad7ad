package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.identity.Caller;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Questions of a review's checklist are discussed by whoever discusses the review. */
@ApplicationScoped
class QuestionThreads implements Discussed {

  private final ReviewDesk desk;
  private final ReviewItems items;

  QuestionThreads(ReviewDesk desk, ReviewItems items) {
    this.desk = desk;
    this.items = items;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.QUESTION;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    Review review = desk.readable(key.id(), caller);
    desk.asked(review).require(key.question());
    return items.of(key, review, caller);
  }
}
