package org.assay.review.thread;

import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.note.Note;
import org.assay.review.replica.Membership;
import org.jspecify.annotations.Nullable;

/** A kind of thing that people discuss, as the feature says that owns it. */
public interface Discussed {

  /** Returns what it is. */
  ThreadKind kind();

  /**
   * Looks a thing up that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Thing readable(ThreadKey key, Caller caller);

  /**
   * Tells that something was said.
   *
   * @param comments tell it in an event of its own, where the thing has none
   * @param comment what was said
   */
  default void told(Comments comments, Thing thing, UUID comment, Note note, Caller caller) {
    comments.tell(thing, comment, note, caller);
  }

  /**
   * Refuses to take a comment of somebody who may read the thing, unless the person has a voice.
   *
   * @throws ProblemException {@code FORBIDDEN}
   */
  default void refuseSilent(Thing thing, Caller caller) {
    Refusal.refuse(silent(thing.membership(), caller));
  }

  /** Returns why somebody who may read a thing may not comment on it, empty where one may. */
  static Optional<Refusal> silent(Membership membership, Caller caller) {
    boolean voice =
        membership.current()
            || caller.has(Role.ETHICS_REVIEWER)
            || caller.has(Role.PERFORMANCE_REVIEWER)
            || caller.has(Role.LEAD);
    return voice && !caller.machine()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                CommonProblem.FORBIDDEN, "Members of the project, reviewers and leads comment"));
  }

  /**
   * A thing that somebody may read.
   *
   * @param key what it is
   * @param subject how events name what it is about
   * @param versionId the version that it is about, where it is about one
   * @param modelId the model that it is about, where it is about one
   * @param membership whether the caller belongs to its project
   */
  record Thing(
      ThreadKey key,
      String subject,
      @Nullable UUID versionId,
      @Nullable UUID modelId,
      Membership membership) {}
}
