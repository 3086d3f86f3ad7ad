package org.assay.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two reviews that {@code starter/1} asks for, which have no checklists. */
final class ReviewPair {

  static final String ETHICS = "ETHICS";
  static final String PERFORMANCE = "PERFORMANCE";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Stage stage;
  private final Map<String, String> open = new HashMap<>();

  ReviewPair(Stage stage) {
    this.stage = stage;
  }

  /** Notes which reviews are open, and tells them. */
  void take(Answer reviews) {
    reviews
        .body()
        .path("items")
        .forEach(review -> open.put(review.path("type").asText(), review.path("id").asText()));
    stage
        .narrator()
        .highlight("ETHICS %s, PERFORMANCE %s".formatted(open.get(ETHICS), open.get(PERFORMANCE)));
  }

  /** The path of the open review of a type. */
  String path(String type) {
    String id = open.get(type);
    if (id == null) {
      throw new StoryFailed("Expected a review of type " + type + " among " + open + ".");
    }
    return "/api/v1/reviews/" + id;
  }

  void claim(Sender reviewer, String type) {
    stage.expect(201, Request.post(reviewer, path(type) + "/assignments", JSON.objectNode()));
  }

  /** Who claimed it approves it. */
  Answer approve(Sender reviewer, String type, String reason, List<ObjectNode> conditions) {
    Answer seen = stage.expect(200, Request.get(reviewer, path(type)));
    return stage.expect(201, approval(reviewer, type, reason, conditions).ifUnchangedSince(seen));
  }

  /** Somebody who may not approves it, and is refused. */
  Answer refused(Sender sender, String type, String reason) {
    Answer seen = stage.quietly(Request.get(sender, path(type)));
    return stage.expect(403, approval(sender, type, reason, List.of()).ifUnchangedSince(seen));
  }

  private Request approval(Sender sender, String type, String reason, List<ObjectNode> conditions) {
    ObjectNode body = JSON.objectNode().put("decision", "APPROVED").put("reason", reason);
    if (!conditions.isEmpty()) {
      body.putArray("conditions").addAll(conditions);
    }
    return Request.post(sender, path(type) + "/decisions", body);
  }
}
