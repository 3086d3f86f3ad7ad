package org.assay.review.thread;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;

/** Somebody says something about a thing; who may is the matter of whatever owns the thing. */
@ApplicationScoped
public class Commenting {

  private final Comments comments;
  private final Map<ThreadKind, Discussed> discussed = new EnumMap<>(ThreadKind.class);

  Commenting(Comments comments, @All List<Discussed> all) {
    this.comments = comments;
    all.forEach(one -> discussed.put(one.kind(), one));
  }

  /**
   * Adds a comment.
   *
   * @throws ProblemException 404 for what the caller may not know of, 403 for who has no voice
   */
  public CommentView add(ThreadKey key, String text, Caller caller) {
    Discussed of = of(key, "/question_id");
    Discussed.Thing thing = of.readable(key, caller);
    of.refuseSilent(thing, caller);
    Comments.Kept kept = comments.keep(key, text, caller);
    of.told(comments, thing, kept.id(), kept.note(), caller);
    return comments.of(key, kept.id());
  }

  /**
   * Looks a thing up that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  void requireReadable(ThreadKey key, Caller caller) {
    of(key, "?question_id").readable(key, caller);
  }

  private Discussed of(ThreadKey key, String pointer) {
    if ((key.kind() == ThreadKind.QUESTION) == (key.question() == null)) {
      throw ProblemException.invalid(
          pointer,
          key.question() == null ? "REQUIRED" : "ONLY_WITH_QUESTION",
          "A comment on a question, and no other, names that besides the review");
    }
    Discussed found = discussed.get(key.kind());
    if (found == null) {
      throw new IllegalStateException("Nothing says who discusses " + key.kind());
    }
    return found;
  }
}
