package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * The real {@code mlflow-client} of Java against the whole. It knows no workspaces, so names say
 * their project; what it has no method for (registering, aliases, stages) goes by its {@code
 * sendPost}. Files are not tried: it runs Python for them.
 */
@ExtendWith(RunningWhole.class)
class MlflowJavaE2E {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Whole whole;
  private final String project;

  MlflowJavaE2E(Whole whole) {
    this.whole = whole;
    this.project = whole.setting().project();
    whole.setting().member(project, "ci", "CONTRIBUTOR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "password"})
  void logsRegistersAndFinds(String signIn) {
    try (MlflowClient client = signIn.equals("token") ? withToken("engineer") : withPassword()) {
      String run = logsARun(client);
      findsTheRun(client, run);
      registersAndFindsVersions(client, run);
    }
  }

  private String logsARun(MlflowClient client) {
    String experiment = client.createExperiment(project + "/scoring");
    client.setExperimentTag(experiment, "team", "risk");
    assertThat(client.getExperimentByName(project + "/scoring").orElseThrow().getExperimentId())
        .isEqualTo(experiment);
    RunInfo run = client.createRun(experiment);
    String id = run.getRunId();
    client.logParam(id, "depth", "6");
    client.logMetric(id, "auc", 0.5, 1_000, 1);
    client.logMetric(id, "auc", 0.75, 2_000, 2);
    client.setTag(id, "kept", "yes");
    client.setTag(id, "removed", "soon");
    client.deleteTag(id, "removed");
    client.logBatch(
        id,
        List.of(metric("loss", 0.25)),
        List.of(Param.newBuilder().setKey("trees").setValue("100").build()),
        List.of(RunTag.newBuilder().setKey("batch").setValue("whole").build()));
    client.setTerminated(id, RunStatus.FINISHED, 3_000);
    return id;
  }

  private static void findsTheRun(MlflowClient client, String id) {
    Run run = client.getRun(id);
    assertThat(run.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    assertThat(run.getInfo().getEndTime()).isEqualTo(3_000);
    assertThat(run.getData().getParamsList())
        .extracting(param -> param.getKey() + "=" + param.getValue())
        .containsExactlyInAnyOrder("depth=6", "trees=100");
    assertThat(run.getData().getMetricsList())
        .extracting(metric -> metric.getKey() + "=" + metric.getValue())
        .containsExactlyInAnyOrder("auc=0.75", "loss=0.25");
    assertThat(run.getData().getTagsList().stream().map(RunTag::getKey))
        .contains("kept", "batch")
        .doesNotContain("removed");
    assertThat(client.getMetricHistory(id, "auc"))
        .extracting(Metric::getValue)
        .containsExactly(0.5, 0.75);
    String experiment = run.getInfo().getExperimentId();
    RunsPage found =
        client.searchRuns(
            List.of(experiment),
            "metrics.auc > 0.7 and params.depth = '6' and tags.kept = 'yes'",
            ViewType.ACTIVE_ONLY,
            10,
            List.of("metrics.auc DESC"));
    assertThat(found.getItems()).extracting(item -> item.getInfo().getRunId()).containsExactly(id);
    assertThat(client.searchExperiments("tags.team = 'risk'").getItems())
        .extracting(item -> item.getExperimentId())
        .contains(experiment);
  }

  private void registersAndFindsVersions(MlflowClient client, String run) {
    String name = project + ".scoring";
    post(client, "registered-models/create", Map.of("name", name));
    for (String number : List.of("1", "2", "3")) {
      JsonNode made =
          post(
              client,
              "model-versions/create",
              Map.of("name", name, "source", "s3://bucket/" + number, "run_id", run));
      assertThat(made.at("/model_version/version").asText()).isEqualTo(number);
    }
    post(
        client,
        "model-versions/set-tag",
        Map.of("name", name, "version", "1", "key", "tier", "value", "low"));
    post(
        client, "registered-models/alias", Map.of("name", name, "version", "1", "alias", "shadow"));
    post(
        client,
        "model-versions/transition-stage",
        Map.of("name", name, "version", "1", "stage", "Staging"));

    ModelVersion version = client.getModelVersion(name, "1");
    assertThat(version.getCurrentStage()).isEqualTo("Staging");
    assertThat(version.getRunId()).isEqualTo(run);
    assertThat(version.getTagsList()).extracting(tag -> tag.getValue()).containsExactly("low");
    assertThat(client.getModelVersionDownloadUri(name, "1")).isEqualTo("s3://bucket/1");
    assertThat(client.getLatestVersions(name))
        .extracting(ModelVersion::getVersion)
        .containsExactlyInAnyOrder("1", "3");
    RegisteredModel model = client.getRegisteredModel(name);
    assertThat(model.getName()).isEqualTo(name);
    var page =
        client.searchModelVersions("name = '" + name + "'", 2, List.of("version_number ASC"));
    assertThat(page.getItems()).extracting(ModelVersion::getVersion).containsExactly("1", "2");
    var rest =
        client.searchModelVersions(
            "name = '" + name + "'",
            2,
            List.of("version_number ASC"),
            page.getNextPageToken().orElseThrow());
    assertThat(rest.getItems()).extracting(ModelVersion::getVersion).containsExactly("3");
    assertThat(rest.getNextPageToken()).isEmpty();
  }

  @Test
  void letsAViewerReadAndChangeNothing() {
    try (MlflowClient client = withToken("engineer")) {
      String run = logsARun(client);
      registersAndFindsVersions(client, run);
      whole.setting().member(project, "engineer-2", "VIEWER");
      try (MlflowClient viewer = withToken("engineer-2")) {
        findsTheRun(viewer, run);
        assertThat(viewer.getModelVersion(project + ".scoring", "1").getVersion()).isEqualTo("1");
        changes(viewer, run).forEach(act -> refused(403, "PERMISSION_DENIED", act));
      }
    }
  }

  @Test
  void hidesAllFromAStranger() {
    try (MlflowClient client = withToken("engineer");
        MlflowClient stranger = withToken("engineer-2")) {
      String run = logsARun(client);
      registersAndFindsVersions(client, run);
      String name = project + ".scoring";

      changes(stranger, run).forEach(act -> refused(404, "RESOURCE_DOES_NOT_EXIST", act));
      refused(404, "RESOURCE_DOES_NOT_EXIST", () -> stranger.getRun(run));
      refused(404, "RESOURCE_DOES_NOT_EXIST", () -> stranger.getModelVersion(name, "1"));
      refused(404, "RESOURCE_DOES_NOT_EXIST", () -> stranger.getRegisteredModel(name));
      assertThat(stranger.getExperimentByName(project + "/scoring")).isEmpty();
      assertThat(stranger.searchModelVersions("name = '" + name + "'").getItems()).isEmpty();
      assertThat(client.getRun(run).getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    }
  }

  @Test
  void refusesAWrongSecret() {
    BasicMlflowHostCreds wrong = new BasicMlflowHostCreds(whole.gatewayUrl(), "ci", "not-ci");
    try (MlflowClient client = new MlflowClient(wrong)) {
      refused(401, "UNAUTHENTICATED", client::searchExperiments);
    }
  }

  private Stream<ThrowingCallable> changes(MlflowClient client, String run) {
    String name = project + ".scoring";
    return Stream.of(
        () -> client.createExperiment(project + "/uninvited"),
        () -> client.logParam(run, "p", "1"),
        () -> client.logMetric(run, "m", 1),
        () -> client.setTag(run, "k", "v"),
        () -> client.setTerminated(run, RunStatus.FAILED),
        () -> client.deleteRun(run),
        () -> post(client, "registered-models/create", Map.of("name", project + ".uninvited")),
        () -> post(client, "model-versions/create", Map.of("name", name, "source", "s3://b/1")),
        () ->
            post(
                client,
                "registered-models/alias",
                Map.of("name", name, "version", "2", "alias", "shadow")));
  }

  private static void refused(int status, String code, ThrowingCallable act) {
    assertThatExceptionOfType(MlflowHttpException.class)
        .isThrownBy(act)
        .satisfies(
            refusal -> {
              assertThat(refusal.getStatusCode()).isEqualTo(status);
              assertThat(refusal.getBodyMessage()).contains("\"error_code\":\"" + code + "\"");
            });
  }

  private MlflowClient withToken(String account) {
    return new MlflowClient(
        new BasicMlflowHostCreds(whole.gatewayUrl(), whole.tokens().tokenOf(account)));
  }

  private MlflowClient withPassword() {
    return new MlflowClient(new BasicMlflowHostCreds(whole.gatewayUrl(), "ci", "ci"));
  }

  private static JsonNode post(MlflowClient client, String path, Map<String, String> fields) {
    ObjectNode body = JSON.createObjectNode();
    fields.forEach(body::put);
    try {
      return JSON.readTree(client.sendPost(path, body.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Metric metric(String key, double value) {
    return Metric.newBuilder().setKey(key).setValue(value).setTimestamp(1_000).setStep(1).build();
  }
}
