package org.assay.verification.fault.topic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assay.local.PartFailed;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;
import org.assay.verification.plan.Plans;

/**
 * A project with a model and a version of its own, to see by how a topic fares: an act on it leads
 * to an event of a known thing in a known partition.
 *
 * @param key the project's key
 * @param model the model's full name
 * @param keyOfEvents what keeps the topic's events about it in order
 */
record Probe(
    Installation installation, Operator operator, String key, String model, UUID keyOfEvents) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A new one, known to every reader. */
  static Probe of(Installation installation, Operator operator, Database told) {
    String nonce = UUID.randomUUID().toString().substring(0, 8);
    String key = "probe-" + nonce;
    Answer project =
        operator.granted(Request.post(Operator.LEAD, "/api/v1/projects", Plans.project(key)));
    operator.granted(
        Request.post(
            Operator.LEAD,
            "/api/v1/projects/" + key + "/members",
            JSON.objectNode().put("subject", "engineer").put("role", "CONTRIBUTOR")));
    Answer model =
        operator.granted(Request.post(Operator.ENGINEER, "/api/v1/models", Plans.model(key, "m")));
    UUID id = UUID.fromString(told == Database.PROJECT ? project.text("/id") : model.text("/id"));
    return new Probe(installation, operator, key, key + ".m", id);
  }

  /** The same one, acted on through another client. */
  Probe by(Operator other) {
    return new Probe(installation, other, key, model, keyOfEvents);
  }

  /** Makes an event of the topic about it, and waits until a reader has applied it. */
  Duration nextEvent(Database told, Reader reader) {
    long began = System.nanoTime();
    String event = act(told);
    boolean applied = Pause.until(PATIENCE, () -> known(reader, event));
    if (!applied) {
      throw new PartFailed(
          "%s has not applied an event of %s after %d s"
              .formatted(reader.service(), told.topic(), PATIENCE.toSeconds()));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Does something that a topic tells of; returns the query that says whether that is known. */
  private String act(Database told) {
    return switch (told) {
      case PROJECT -> {
        Answer changed = patch(Operator.LEAD, "/api/v1/projects/" + key, "name");
        yield applied(changed.text("/id"), changed.body().path("revision").asLong());
      }
      case REGISTRY -> {
        Answer changed = patch(Operator.ENGINEER, "/api/v1/models/" + model, "intended_use");
        yield applied(changed.text("/id"), changed.body().path("revision").asLong());
      }
      case REVIEW -> {
        Answer submitted = submitted();
        yield "select exists (select from assessment where version_id = '%s')"
            .formatted(submitted.text("/id"));
      }
    };
  }

  private static String applied(String thing, long revision) {
    return "select exists (select from inbox_aggregate where aggregate_id = '%s' and version >= %d)"
        .formatted(thing, revision);
  }

  private Answer patch(org.assay.local.demo.Sender sender, String path, String member) {
    Answer before = operator.granted(Request.get(sender, path));
    ObjectNode body = JSON.objectNode().put(member, "Changed at " + System.nanoTime());
    return operator.granted(
        new Request(
            sender,
            "PATCH",
            path,
            Map.of(
                "Content-Type",
                "application/merge-patch+json",
                "If-Match",
                before.text("/revision")),
            body));
  }

  /** A new version of the model, submitted. */
  Answer submitted() {
    Answer version = registered();
    operator.granted(
        Request.post(
                Operator.ENGINEER,
                "/api/v1/models/%s/versions/%d/submissions"
                    .formatted(model, version.body().path("number").asInt()),
                JSON.objectNode())
            .ifUnchangedSince(version));
    return version;
  }

  private Answer registered() {
    ObjectNode plan =
        JSON.objectNode()
            .put("digest", digest())
            .put("source_revision", "0123abc")
            .put("framework", "scikit-learn")
            .put("task", "binary-classification");
    plan.putArray("training_data").add(digest());
    plan.putObject("metrics").put("accuracy", 0.84);
    plan.putArray("authors").add("engineer");
    return operator.granted(
        Request.post(Operator.ENGINEER, "/api/v1/models/" + model + "/versions", plan));
  }

  private static String digest() {
    String hex = UUID.randomUUID().toString().replace("-", "");
    return "sha256:" + hex + hex;
  }

  private boolean known(Reader reader, String query) {
    try (Connection connection = installation.connect(reader.database());
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new PartFailed("The database of " + reader.service() + " does not answer", e);
    }
  }
}
