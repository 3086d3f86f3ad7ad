package org.assay.registry.mlflow.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.run.RunLog;
import org.assay.registry.run.RunRecords;
import org.assay.registry.run.VisibleRuns;

/**
 * Keeps, in a tag of the run, what clients of MLflow 2 say of the models that they write below a
 * run: a JSON array, of which the oldest go where it would be longer than a tag.
 */
@ApplicationScoped
class OldModels {

  private static final String TAG = "mlflow.log-model.history";
  private static final List<String> REQUIRED =
      List.of("artifact_path", "flavors", "run_id", "utc_time_created");
  private static final JsonMapper JSON = new JsonMapper();

  private final VisibleRuns runs;
  private final RunRecords records;
  private final RunLog log;

  OldModels(VisibleRuns runs, RunRecords records, RunLog log) {
    this.runs = runs;
    this.records = records;
    this.log = log;
  }

  /**
   * Adds a model, in the running transaction.
   *
   * @throws MlflowFailure 400 where it cannot be read or lacks what every model has
   */
  void log(UUID runId, String modelJson, Caller caller) {
    JsonNode model = model(modelJson);
    VisibleRuns.Found run = runs.toChange(runId, caller);
    ArrayNode history = history(run);
    history.add(model);
    String text = history.toString();
    while (text.length() > EntryTable.RUN_TAG.longest() && history.size() > 1) {
      history.remove(0);
      text = history.toString();
    }
    log.log(runId, new RunLog.Batch(List.of(), List.of(), List.of(new Entry(TAG, text))), caller);
  }

  private static JsonNode model(String text) {
    try {
      JsonNode model = JSON.readTree(text);
      List<String> missing = REQUIRED.stream().filter(name -> !model.has(name)).toList();
      if (!missing.isEmpty()) {
        throw MlflowFailure.invalid(
            "Model json is missing mandatory fields: %s".formatted(missing));
      }
      return model;
    } catch (JsonProcessingException malformed) {
      throw MlflowFailure.invalid("Malformed model info. It is not valid JSON.");
    }
  }

  private ArrayNode history(VisibleRuns.Found run) {
    String kept =
        records.of(run.run().id()).tags().stream()
            .filter(tag -> tag.key().equals(TAG))
            .map(Entry::value)
            .findFirst()
            .orElse("[]");
    try {
      return JSON.readTree(kept) instanceof ArrayNode array ? array : JSON.createArrayNode();
    } catch (JsonProcessingException notOurs) {
      return JSON.createArrayNode(); // a client may have set the tag to anything
    }
  }
}
