package org.assay.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * The first version of the model that a story is about.
 *
 * @param model the full name of the model
 */
record StoryVersion(String model) {

  String path() {
    return "/api/v1/models/" + model + "/versions/1";
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
        Request.get(sender, "/api/v1/reviews?model=" + model + "&version=1"),
        answer -> answer.body().path("items").size() == reviews);
  }
}
