package org.assay.review.evidence.evaluation;

/** What waits for a worker. */
public enum JobQueue {
  /** Evaluations of predictions. */
  EVALUATIONS("evaluation"),
  /** Windows that are counted from files. */
  WINDOWS("window_job");

  private final String table;

  JobQueue(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }
}
