package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.note.Note;
import org.assay.review.thread.Comments;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Questions of a review's checklist are discussed by whoever discusses the review. */
@ApplicationScoped
class QuestionThreads implements Discussed {

  private final ReviewDesk desk;
  private final ReviewItems items;
  private final Questioning questioning;
  private final Comments comments;

  QuestionThreads(ReviewDesk desk, ReviewItems items, Questioning questioning, Comments comments) {
    this.desk = desk;
    this.items = items;
    this.questioning = questioning;
    this.comments = comments;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.QUESTION;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    Review review = desk.readable(key.id(), caller);
    AskedQuestions asked =
        questioning.of(List.of(review)).getOrDefault(review.id(), AskedQuestions.NONE);
    if (Optional.ofNullable(key.question()).flatMap(asked::question).isEmpty()) {
      throw ProblemException.of(
          CommonProblem.NOT_FOUND,
          "The checklist of this review asks no such question of this version");
    }
    return items.of(key, review, caller);
  }

  @Override
  public void told(Thing thing, UUID comment, Note note, Caller caller) {
    comments.tell(thing, comment, note, caller);
  }
}
