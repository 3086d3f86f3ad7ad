package org.assay.verification;

/**
 * A part of the installation that a test may stop, kill and start; the name is that of its folder
 * and log.
 */
enum Part {
  POSTGRES("postgres"),
  KAFKA("kafka"),
  KEYCLOAK("keycloak"),
  PROJECT_SERVICE("project-service"),
  REGISTRY_SERVICE("model-registry-service"),
  REVIEW_SERVICE("review-service"),
  GATEWAY("gateway");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** Its name in {@code ./assay status} and {@code ./assay logs}. */
  String label() {
    return label;
  }
}
