package org.assay.verification.fault.network;

import java.util.Locale;

/** A connection of one part to another. */
enum Link {
  PROJECT_TO_DATABASE("project-service", End.DATABASE, "project", ""),
  REGISTRY_TO_DATABASE("model-registry-service", End.DATABASE, "registry", ""),
  REVIEW_TO_DATABASE("review-service", End.DATABASE, "review", ""),
  PROJECT_TO_BROKER("project-service", End.BROKER, "", ""),
  REGISTRY_TO_BROKER("model-registry-service", End.BROKER, "", ""),
  REVIEW_TO_BROKER("review-service", End.BROKER, "", ""),
  GATEWAY_TO_PROJECT("gateway", End.SERVICE, "project-service", "ASSAY_ROUTE_PROJECT_SERVICE_URL"),
  GATEWAY_TO_REGISTRY(
      "gateway", End.SERVICE, "model-registry-service", "ASSAY_ROUTE_REGISTRY_SERVICE_URL"),
  GATEWAY_TO_REVIEW("gateway", End.SERVICE, "review-service", "ASSAY_ROUTE_REVIEW_SERVICE_URL"),
  REGISTRY_TO_PROJECT(
      "model-registry-service",
      End.SERVICE,
      "project-service",
      "QUARKUS_REST_CLIENT_PROJECT_SERVICE_URL"),
  REVIEW_TO_REGISTRY(
      "review-service",
      End.SERVICE,
      "model-registry-service",
      "QUARKUS_REST_CLIENT_REGISTRY_SERVICE_URL");

  /** What is at the other end. */
  enum End {
    DATABASE,
    BROKER,
    SERVICE
  }

  private final String client;
  private final End end;
  private final String server;
  private final String variable;

  Link(String client, End end, String server, String variable) {
    this.client = client;
    this.end = end;
    this.server = server;
    this.variable = variable;
  }

  /** Its name for people. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The part that connects. */
  String client() {
    return client;
  }

  End end() {
    return end;
  }

  /** The service at the other end, where one is. */
  String server() {
    return server;
  }

  /** The database at the other end, where one is. */
  String database() {
    return server;
  }

  /** The client's variable that says where the service is. */
  String variable() {
    return variable;
  }

  /** The service that suffers. */
  String service() {
    return client.equals("gateway") ? server : client;
  }
}
