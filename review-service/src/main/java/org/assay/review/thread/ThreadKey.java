package org.assay.review.thread;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is about.
 *
 * @param kind what it is
 * @param id its id; of a question that of the review
 * @param question the question, of a QUESTION only
 */
public record ThreadKey(ThreadKind kind, UUID id, @Nullable String question) {

  /** Returns the thread of a thing that is no question. */
  public static ThreadKey of(ThreadKind kind, UUID id) {
    return new ThreadKey(kind, id, null);
  }
}
