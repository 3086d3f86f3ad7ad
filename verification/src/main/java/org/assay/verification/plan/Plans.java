package org.assay.verification.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies by which tests and trials make what they need; each is accepted as it is. */
public final class Plans {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Plans() {}

  /** The body of an act that needs no words. */
  public static ObjectNode nothing() {
    return JSON.objectNode();
  }

  /** A project of the unit {@code credit} that {@code lead-2} sponsors. */
  public static ObjectNode project(String key) {
    return nothing()
        .put("key", key)
        .put("name", "Verification " + key)
        .put("business_goal", "Hold what was promised")
        .put("sponsor", "lead-2")
        .put("unit", "credit");
  }

  /** A tabular model of a project. */
  public static ObjectNode model(String project, String name) {
    return nothing()
        .put("name", name)
        .put("project_key", project)
        .put("kind", "TABULAR")
        .put("intended_use", "To be verified");
  }

  /**
   * A version by {@code engineer} of these bytes, trained on data of that digest; its metrics say
   * nothing of rows that Assay evaluates.
   */
  public static ObjectNode version(String digest, String trainingData) {
    ObjectNode plan =
        nothing()
            .put("digest", digest)
            .put("source_revision", "0123abc")
            .put("framework", "scikit-learn")
            .put("task", "binary-classification");
    plan.putArray("training_data").add(trainingData);
    plan.putObject("metrics").put("training_accuracy", 0.84).put("training_roc_auc", 0.73);
    plan.putArray("authors").add("engineer");
    return plan;
  }
}
