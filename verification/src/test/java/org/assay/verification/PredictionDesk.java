package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.plan.Plans;

/** Sends predictions of versions and has them evaluated, as the engineer of a project does. */
final class PredictionDesk {

  private final Setting setting;

  PredictionDesk(Setting setting) {
    this.setting = setting;
  }

  /** Sends a file in parts, as one sends 2 GiB. */
  void upload(Setting.Version version, String path, String text) {
    String uploads = "/api/v1/artifacts/" + version.project() + "/uploads";
    ObjectNode begin =
        JSON.objectNode()
            .put("path", path)
            .put("size", text.getBytes(StandardCharsets.UTF_8).length)
            .put("media_type", "text/csv");
    String upload =
        uploads + "/" + setting.granted(Request.post(ENGINEER, uploads, begin)).text("/id");
    Map<String, String> bytes = Map.of("Content-Type", "application/octet-stream");
    JsonNode raw = JSON.rawValueNode(new RawValue(text));
    setting.granted(new Request(ENGINEER, "PUT", upload + "/parts/1", bytes, raw));
    await()
        .atMost(Setting.PATIENCE)
        .until(
            () ->
                setting
                    .send(
                        Request.post(ENGINEER, upload + "/completions", Plans.nothing())
                            .with("If-None-Match", "*"))
                    .status(),
            status -> status == 201);
  }

  /** Fixes a plan, once its version is known to those who review it. */
  Answer planned(Setting.Version version, ObjectNode plan) {
    return await()
        .atMost(Setting.PATIENCE)
        .until(
            () -> setting.send(Request.post(ENGINEER, version.path() + "/evaluation-plans", plan)),
            answer -> answer.status() == 201);
  }

  /**
   * Has predictions evaluated; comes back with what the auditor sees, who may see small counts.
   *
   * @param state how it has to end
   */
  Answer evaluated(Setting.Version version, ObjectNode predictions, String state) {
    Answer asked =
        setting.granted(Request.post(ENGINEER, version.path() + "/evidence", predictions));
    String path = "/api/v1/evidence/" + asked.text("/id");
    return await()
        .atMost(Setting.PATIENCE)
        .until(
            () -> setting.read(Setting.AUDITOR, path),
            answer -> answer.text("/evaluation/state").equals(state));
  }
}
