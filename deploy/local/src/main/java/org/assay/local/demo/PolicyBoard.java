package org.assay.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The lead and the administrator who publish a policy together, once it was tried. */
final class PolicyBoard {

  static final String POLICIES = "/api/v1/policies";

  private final Stage stage;
  private final Sender lead;
  private final Sender admin;

  PolicyBoard(Stage stage, Sender lead, Sender admin) {
    this.stage = stage;
    this.lead = lead;
    this.admin = admin;
  }

  /** Drafts it for a project that may have been planned just now; returns its path. */
  String draft(ObjectNode content, String name, String project) {
    ObjectNode draft = content.deepCopy().put("name", name);
    draft.putObject("scope").put("kind", "PROJECT").put("key", project);
    String id =
        stage
            .repeat(
                "review-service knows of the project", () -> Request.post(lead, POLICIES, draft))
            .text("/id");
    return POLICIES + "/" + id;
  }

  /** Tries a draft against all that is open, and publishes it by the word of both. */
  void publish(String path) {
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
              .put("reason", "The board agreed on the policy as it is drafted.");
      Answer consent =
          stage.expect(
              201, Request.post(person, path + "/publications", word).ifUnchangedSince(seen));
      stage.narrator().highlight("the policy is " + consent.text("/state"));
    }
  }
}
