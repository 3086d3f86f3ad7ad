package org.assay.gateway.route;

/** The services behind the gateway. */
public enum ServiceName {
  /** Projects and people. */
  PROJECT_SERVICE("project-service"),
  /** Models, versions, runs, artifacts, lineage; MLflow's dialect. */
  REGISTRY_SERVICE("model-registry-service"),
  /** Policies, reviews, evidence, releases, the gate. */
  REVIEW_SERVICE("review-service");

  private final String text;

  ServiceName(String text) {
    this.text = text;
  }

  /** Returns the name as people write it. */
  public String text() {
    return text;
  }
}
