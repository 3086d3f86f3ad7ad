package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Makes an offered policy hold for a project: drafted as it is offered, tried against all that is
 * open, and published by a lead and an administrator.
 */
final class OfferedPolicy {

  private static final String POLICIES = "/api/v1/policies";

  private final Stage stage;
  private final String name;
  private final Sender lead;
  private final Sender admin;

  /** A policy such as {@code demo}, of which the first number is offered. */
  OfferedPolicy(Stage stage, String name, Sender lead, Sender admin) {
    this.stage = stage;
    this.name = name;
    this.lead = lead;
    this.admin = admin;
  }

  /** Publishes it for a project, where an earlier run did not. */
  void holdFor(String project) {
    Answer known = stage.quietly(Request.get(lead, POLICIES + "?name=" + name));
    JsonNode last = known.body().at("/items/0");
    if (last.path("state").asText().equals("PUBLISHED")) {
      stage.narrator().highlight(name + "/1 holds for " + project + " since an earlier run");
      return;
    }
    String path =
        POLICIES + "/" + (last.isMissingNode() ? draft(project) : last.path("id").asText());
    stage.expect(
        201, Request.post(lead, path + "/dry-runs", JsonNodeFactory.instance.objectNode()));
    stage.await(
        "the draft is tried",
        Request.get(lead, path),
        answer -> answer.body().path("tried").asBoolean());
    for (Sender person : List.of(lead, admin)) {
      Answer seen = stage.quietly(Request.get(person, path));
      ObjectNode word =
          JsonNodeFactory.instance
              .objectNode()
              .put("digest", seen.text("/digest"))
              .put("reason", "The board agreed on the policy as it is offered.");
      Answer consent =
          stage.expect(
              201, Request.post(person, path + "/publications", word).ifUnchangedSince(seen));
      stage.narrator().highlight("the policy is " + consent.text("/state"));
    }
  }

  private String draft(String project) {
    Answer offered =
        stage.expect(200, Request.get(lead, "/api/v1/policy-templates/" + name + "/1"));
    stage.narrator().highlight(offered.text("/content/text"));
    if (!(offered.body().path("content") instanceof ObjectNode content)) {
      throw new StoryFailed("The offered policy " + name + "/1 has no content.");
    }
    ObjectNode draft = content.deepCopy().put("name", name);
    draft.putObject("scope").put("kind", "PROJECT").put("key", project);
    return stage
        .repeat("review-service knows of the project", () -> Request.post(lead, POLICIES, draft))
        .text("/id");
  }
}
