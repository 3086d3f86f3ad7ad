package org.assay.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the models of the story's project have to show, besides what the reviews ask for. */
final class ProjectRule {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PolicyBoard board;

  ProjectRule(Stage stage, Sender lead, Sender admin) {
    this.board = new PolicyBoard(stage, lead, admin);
  }

  /** Publishes it as a policy that is called as the project. */
  void publish(String project) {
    ObjectNode policy =
        JSON.objectNode()
            .put("text", "A model of this project shows by what Assay computed that it works.");
    policy
        .putArray("requirements")
        .addObject()
        .put("id", "performance-computed")
        .put("satisfied_if", "claims.performance.verdict == 'PASS'")
        .put(
            "help", "What a plan claims of performance passes on predictions that Assay evaluated.")
        .putArray("overridable_by");
    board.publish(board.draft(policy, project, project));
  }
}
