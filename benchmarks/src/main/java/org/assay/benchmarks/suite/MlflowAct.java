package org.assay.benchmarks.suite;

/** What MLflow's clients ask for, as both sides are measured with it. */
enum MlflowAct {
  CREATE_RUN("create run", 15),
  LOG_BATCH("log 1000 metrics", 15),
  CREATE_VERSION("create version", 15),
  GET_BY_ALIAS("get by alias", 50),
  SEARCH("search 100 of 10000", 50),
  SEARCH_BY_TAGS("search 100 of 10000 by two tags", 50);

  private final String words;
  private final double wanted;

  MlflowAct(String words, double wanted) {
    this.words = words;
    this.wanted = wanted;
  }

  /** How it is called in the report. */
  String words() {
    return words;
  }

  /** How many times MLflow's rate is wanted. */
  double wanted() {
    return wanted;
  }

  /** Whether events follow that are still on their way when it is answered. */
  boolean writes() {
    return this == CREATE_RUN || this == LOG_BATCH || this == CREATE_VERSION;
  }
}
