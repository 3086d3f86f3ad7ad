package org.assay.review.evidence.evaluation;

import java.util.UUID;
import org.assay.review.evidence.reduction.TableException;

/** A kind of job that workers make, one after another, from a queue in the database. */
public interface Jobs {

  /** Returns where they wait. */
  JobQueue queue();

  /** Reads one that a worker claimed, in the caller's transaction. */
  Job job(UUID id);

  /** Ends what a worker holds without a result, in a transaction of its own. */
  void fail(UUID id, UUID worker, String why, String detail);

  /** Ends what a worker holds since somebody asked for that, in a transaction of its own. */
  void cancelled(UUID id, UUID worker);

  /** One of them. */
  interface Job {

    /** Returns how often it was begun. */
    int attempts();

    /**
     * Makes it, and keeps what comes of it in a transaction of its own.
     *
     * @throws TableException for what nothing can be made of
     */
    void make(UUID worker, Watch watch);
  }
}
