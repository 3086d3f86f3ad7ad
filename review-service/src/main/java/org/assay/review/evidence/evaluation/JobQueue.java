package org.assay.review.evidence.evaluation;

/** What waits for a worker. */
public enum JobQueue {
  /** Evaluations of predictions. */
  EVALUATIONS("evaluation", "evaluation"),
  /** Windows that are counted from files. */
  WINDOWS("window_job", "counting of the window");

  private final String table;
  private final String what;

  JobQueue(String table, String what) {
    this.table = table;
    this.what = what;
  }

  String table() {
    return table;
  }

  /** Returns what one of them is, in words. */
  String what() {
    return what;
  }
}
