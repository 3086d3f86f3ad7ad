package org.assay.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A version of the model that a story is about.
 *
 * @param model the full name of the model
 * @param number from 1
 */
record StoryVersion(String model, int number) {

  static StoryVersion first(String model) {
    return new StoryVersion(model, 1);
  }

  StoryVersion next() {
    return new StoryVersion(model, number + 1);
  }

  String path() {
    return "/api/v1/models/%s/versions/%d".formatted(model, number);
  }

  /** Asks the gate about bytes in production, as of this model. */
  String gate(String digest) {
    return "/api/v1/gate?digest=" + digest + "&environment=production&model=" + model;
  }

  /** Is submitted as it stands; returns the reviews that open. */
  Answer submit(Stage stage, Sender sender, String opened, int reviews) {
    Answer seen = stage.expect(200, Request.get(sender, path()));
    stage.expect(
        201,
        Request.post(sender, path() + "/submissions", JsonNodeFactory.instance.objectNode())
            .ifUnchangedSince(seen));
    return stage.await(
        opened,
        Request.get(sender, "/api/v1/reviews?model=%s&version=%d".formatted(model, number)),
        answer -> answer.body().path("items").size() == reviews);
  }

  /** Is released to production, once it is approved. */
  void release(Stage stage, Sender lead) {
    Answer approved =
        stage.await(
            "the version is APPROVED",
            Request.get(lead, path()),
            answer -> answer.text("/state").equals("APPROVED"));
    stage.expect(
        201,
        Request.post(
                lead,
                path() + "/releases",
                JsonNodeFactory.instance.objectNode().put("environment", "production"))
            .ifUnchangedSince(approved));
  }
}
