package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes an offered policy hold for a project: drafted as it is offered, tried against all that is
 * open, and published by a lead and an administrator.
 */
final class OfferedPolicy {

  private final Stage stage;
  private final String name;
  private final Sender lead;
  private final PolicyBoard board;

  /** A policy such as {@code demo}, of which the first number is offered. */
  OfferedPolicy(Stage stage, String name, Sender lead, Sender admin) {
    this.stage = stage;
    this.name = name;
    this.lead = lead;
    this.board = new PolicyBoard(stage, lead, admin);
  }

  /**
   * Publishes it for a project, where an earlier run did not, or one of an earlier Assay that
   * offered other checklists.
   */
  void holdFor(String project) {
    Answer known = stage.quietly(Request.get(lead, PolicyBoard.POLICIES + "?name=" + name));
    JsonNode last = known.body().at("/items/0");
    if (!last.path("state").asText().equals("PUBLISHED")) {
      board.publish(
          last.isMissingNode()
              ? draft(offered(), project)
              : PolicyBoard.POLICIES + "/" + last.path("id").asText());
      return;
    }
    ObjectNode offered = offered();
    if (last.path("checklists").equals(offered.path("checklists"))) {
      stage
          .narrator()
          .highlight(
              "%s/%d holds for %s since an earlier run"
                  .formatted(name, last.path("number").asInt(), project));
      return;
    }
    board.publish(draft(offered, project));
  }

  private ObjectNode offered() {
    Answer offered =
        stage.expect(200, Request.get(lead, "/api/v1/policy-templates/" + name + "/1"));
    if (!(offered.body().path("content") instanceof ObjectNode content)) {
      throw new StoryFailed("The offered policy " + name + "/1 has no content.");
    }
    return content;
  }

  private String draft(ObjectNode content, String project) {
    stage.narrator().highlight(content.path("text").asText());
    return board.draft(content, name, project);
  }
}
