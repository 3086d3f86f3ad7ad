package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.review.note.Note;
import org.assay.review.thread.Comments;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Findings are discussed by whoever discusses their review. */
@ApplicationScoped
class FindingThreads implements Discussed {

  private final ReviewDesk desk;
  private final ReviewItems items;
  private final FindingActs acts;
  private final Comments comments;

  FindingThreads(ReviewDesk desk, ReviewItems items, FindingActs acts, Comments comments) {
    this.desk = desk;
    this.items = items;
    this.acts = acts;
    this.comments = comments;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.FINDING;
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
