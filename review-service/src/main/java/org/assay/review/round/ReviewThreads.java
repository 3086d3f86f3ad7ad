package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.review.note.Note;
import org.assay.review.thread.Comments;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Reviews are discussed: event {@code review.commented}, which moves the review's revision. */
@ApplicationScoped
class ReviewThreads implements Discussed {

  private final ReviewDesk desk;
  private final ReviewItems items;
  private final Reviews reviews;

  ReviewThreads(ReviewDesk desk, ReviewItems items, Reviews reviews) {
    this.desk = desk;
    this.items = items;
    this.reviews = reviews;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.REVIEW;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    return items.of(key, desk.readable(key.id(), caller), caller);
  }

  @Override
  public void told(Comments comments, Thing thing, UUID comment, Note note, Caller caller) {
    ReviewDesk.Case opened = desk.open(thing.key().id(), caller);
    opened.review().said();
    reviews.tell(
        EventTypes.REVIEW_COMMENTED,
        opened.review(),
        opened.version(),
        Cause.by(caller),
        Told.text(note));
  }
}
