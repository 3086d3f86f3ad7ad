package org.assay.verification.fault.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Names, digests and bodies that no other operation of the trial has. */
final class Names {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final RandomGenerator random;
  private final AtomicInteger counter = new AtomicInteger();

  Names(RandomGenerator random) {
    this.random = random;
  }

  String fresh(String prefix) {
    return prefix + "-" + counter.incrementAndGet();
  }

  synchronized String digest() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "sha256:" + HexFormat.of().formatHex(bytes);
  }

  static ObjectNode nothing() {
    return JSON.objectNode();
  }

  static ObjectNode projectPlan(String key) {
    return JSON.objectNode()
        .put("key", key)
        .put("name", key)
        .put("business_goal", "Hold what was promised")
        .put("sponsor", "lead-2")
        .put("unit", "credit");
  }

  static ObjectNode modelPlan(String project, String name) {
    return JSON.objectNode()
        .put("name", name)
        .put("project_key", project)
        .put("kind", "TABULAR")
        .put("intended_use", "To be tried");
  }

  ObjectNode versionPlan(String digest) {
    ObjectNode plan =
        JSON.objectNode()
            .put("digest", digest)
            .put("source_revision", "0123abc")
            .put("framework", "scikit-learn")
            .put("task", "binary-classification");
    plan.putArray("training_data").add(digest());
    plan.putObject("metrics").put("accuracy", 0.84).put("roc_auc", 0.73);
    plan.putArray("authors").add("engineer");
    return plan;
  }
}
