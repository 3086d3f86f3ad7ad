package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.review.note.Note;
import org.assay.review.thread.Comments;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Conditions are discussed by whoever discusses their review. */
@ApplicationScoped
class ConditionThreads implements Discussed {

  private final ReviewDesk desk;
  private final ReviewItems items;
  private final ConditionActs acts;
  private final Comments comments;

  ConditionThreads(ReviewDesk desk, ReviewItems items, ConditionActs acts, Comments comments) {
    this.desk = desk;
    this.items = items;
    this.acts = acts;
    this.comments = comments;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.CONDITION;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    return items.of(key, desk.readable(acts.readable(key.id(), caller).reviewId(), caller), caller);
  }

  @Override
  public void told(Thing thing, UUID comment, Note note, Caller caller) {
    comments.tell(thing, comment, note, caller);
  }
}
