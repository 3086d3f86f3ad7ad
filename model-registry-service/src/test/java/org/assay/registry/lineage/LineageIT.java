package org.assay.registry.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.registry.dataset.DatasetTestCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LineageIT extends DatasetTestCase {

  private static final int DESCENDANTS = 3_000;

  private static final String FLAGGED =
      "select count(*) from version_withdrawn_data where dataset_id = cast(:data as uuid)";

  private static final String TRANSACTIONS =
      """
      select count(distinct cast(xmin as text)) from version_withdrawn_data
       where dataset_id = cast(:data as uuid)
      """;

  @Inject EventLog events;
  @Inject DataWithdrawals withdrawals;
  @Inject EntityManager entities;
  @Inject Scheduler scheduler;

  @Test
  void followsLineageBothWays() {
    Project project = project();
    String data = registeredDataset(dataset(project, "hmda"));
    String model = registered(project, "denial");
    register(model, List.of(on("TRAINED_ON", data)));
    register(model, List.of(from("FINE_TUNED_FROM", model, 1)));
    register(model, List.of(from("DISTILLED_FROM", model, 2), from("AGGREGATED_FROM", model, 1)));

    JsonPath up =
        get("engineer-2", versions(model) + "/3/lineage?direction=UPSTREAM")
            .statusCode(200)
            .body("truncated", is(false))
            .extract()
            .jsonPath();
    assertThat(edges(up))
        .containsExactlyInAnyOrder(
            "denial/3 AGGREGATED_FROM denial/1",
            "denial/3 DISTILLED_FROM denial/2",
            "denial/2 FINE_TUNED_FROM denial/1",
            "denial/1 TRAINED_ON hmda");
    assertThat(edges(get("auditor", versions(model) + "/2/lineage").extract().jsonPath()))
        .containsExactlyInAnyOrder(
            "denial/3 DISTILLED_FROM denial/2",
            "denial/2 FINE_TUNED_FROM denial/1",
            "denial/1 TRAINED_ON hmda");
    assertThat(
            edges(
                get("engineer", versions(model) + "/3/lineage?direction=UPSTREAM&depth=1")
                    .extract()
                    .jsonPath()))
        .hasSize(2);
    assertThat(edges(get("engineer", DATASETS + "/" + data + "/lineage").extract().jsonPath()))
        .hasSize(4);
    get("engineer", versions(model) + "/1").body("dataset_ids", contains(data));
  }

  @Test
  void showsThatSomethingHiddenIsThere() {
    Project theirs = project(Map.of("lead", "OWNER"));
    String data =
        post("lead", DATASETS, dataset(theirs, "secret data")).extract().jsonPath().getString("id");
    String base =
        post("lead", MODELS, model(theirs, "secret")).extract().jsonPath().getString("name");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("lead"));
    asked.put("lineage", List.of(on("TRAINED_ON", data)));
    post("lead", versions(base), asked).statusCode(201);
    String mine = registered(project(), "denial");
    asked.put("lineage", List.of(from("FINE_TUNED_FROM", base, 1)));
    post("lead", versions(mine), asked).statusCode(201);

    get("engineer", versions(mine) + "/1/lineage")
        .statusCode(200)
        .body("nodes", hasSize(3))
        .body("nodes.hidden", contains(false, true, true))
        .body("nodes[1].kind", is("VERSION"))
        .body("nodes[1].id", nullValue())
        .body("nodes[1].name", nullValue())
        .body("nodes[2].kind", is("DATASET"))
        .body("nodes[2].digest", nullValue());
    get("auditor", versions(mine) + "/1/lineage")
        .body("nodes.hidden", contains(false, false, false))
        .body("nodes[2].name", is("secret data"));
    get("engineer", versions(base) + "/1/lineage").statusCode(404);
  }

  @Test
  void refusesLineageThatIsNone() {
    Project project = project();
    String model = registered(project, "denial");
    String data = registeredDataset(dataset(project, "hmda"));
    Project theirs = project(Map.of("lead", "OWNER"));
    String hidden =
        post("lead", DATASETS, dataset(theirs, "secret")).extract().jsonPath().getString("id");

    refused(model, Map.of("kind", "TRAINED_ON"), "/lineage/0");
    refused(model, Map.of("kind", "FINE_TUNED_FROM", "dataset_id", data), "/lineage/0");
    refused(model, Map.of("kind", "TRAINED_ON", "run_id", data), "/lineage/0");
    refused(model, Map.of("kind", "TRAINED_ON", "dataset_id", data, "run_id", data), "/lineage/0");
    refused(model, on("TRAINED_ON", UUID.randomUUID().toString()), "/lineage/0");
    refused(model, on("TRAINED_ON", hidden), "/lineage/0");
    refused(model, from("FINE_TUNED_FROM", model, 1), "/lineage/0");
    refused(model, Map.of("kind", "PRODUCED_BY", "run_id", data), "/lineage/0/kind");
    withdrawn(data);
    ask(model, List.of(on("TRAINED_ON", data)))
        .statusCode(409)
        .body("code", is("DATASET_WITHDRAWN"))
        .body("errors.pointer", contains("/lineage/0/dataset_id"));
    get("engineer", versions(model)).body("items", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"depth=0", "depth=11", "direction=SIDEWAYS", "depth=x", "up=1"})
  void refusesABadParameter(String query) {
    String model = registered(project(), "denial");
    registeredVersion(model);

    assertThat(get("engineer", versions(model) + "/1/lineage?" + query).extract().statusCode())
        .isIn(400, 422);
  }

  /** Invariant 22: withdrawn data flag every version that descends from them. */
  @Test
  void flagsEveryDescendantOfWithdrawnData() {
    Project project = project();
    String model = registered(project, "denial");
    String data = registeredDataset(dataset(project, "hmda"));
    register(model, List.of(on("EVALUATED_ON", data)));
    register(model, List.of(from("FINE_TUNED_FROM", model, 1)));
    register(model, List.of());
    String other = registered(project, "other");
    register(other, List.of(from("DISTILLED_FROM", model, 2)));

    withdrawn(data);

    for (String path :
        List.of(versions(model) + "/1", versions(model) + "/2", versions(other) + "/1")) {
      String id =
          get("engineer", path)
              .body("data_withdrawn_at", notNullValue())
              .body("withdrawn_dataset_ids", contains(data))
              .body("revision", is(3))
              .extract()
              .jsonPath()
              .getString("id");
      LoggedEvent told = events.history(UUID.fromString(id), 0, 10).getLast();
      assertThat(told.type()).isEqualTo(EventTypes.VERSION_DATA_WITHDRAWN);
      assertThat(told.data().path("withdrawn_dataset_id").asText()).isEqualTo(data);
    }
    get("engineer", versions(model) + "/3")
        .body("data_withdrawn_at", nullValue())
        .body("revision", is(2));
    get("engineer", versions(other) + "/1/lineage?direction=UPSTREAM")
        .body("nodes.find { it.kind == 'DATASET' }.state", is("WITHDRAWN"))
        .body("nodes[0].data_withdrawn", is(true));
  }

  @Test
  void flagsWhatIsRegisteredLaterFromAFlaggedVersion() {
    Project project = project();
    String model = registered(project, "denial");
    String data = registeredDataset(dataset(project, "hmda"));
    register(model, List.of(on("TRAINED_ON", data)));
    withdrawn(data);

    register(model, List.of(from("FINE_TUNED_FROM", model, 1)))
        .body("withdrawn_dataset_ids", contains(data))
        .body("revision", is(3));
  }

  @Test
  void flagsThousandsOfDescendantsInOneWalkAndManyTransactions() {
    Project project = project();
    String model = registered(project, "denial");
    String data = registeredDataset(dataset(project, "hmda"));
    register(model, List.of(on("TRAINED_ON", data)));
    descendants(model, data);
    // Else the job that goes on by itself could come between.
    scheduler.pause("data-withdrawals");
    try {
      withdrawnButUnflagged(data);
      alreadyFlagged(data);

      assertThat(withdrawals.flag(UUID.fromString(data))).isEqualTo(DESCENDANTS - 1);

      assertThat(number(FLAGGED, data)).isEqualTo(DESCENDANTS);
      assertThat(number(TRANSACTIONS, data)).isEqualTo(1 + DESCENDANTS / DataWithdrawals.CHUNK);
      assertThat(withdrawalIsDone(data)).isFalse();
      withdrawals.goOn();
      assertThat(withdrawalIsDone(data)).isTrue();
    } finally {
      scheduler.resume("data-withdrawals");
    }
    get("auditor", versions(model) + "/" + DESCENDANTS)
        .body("withdrawn_dataset_ids", contains(data))
        .body("revision", is(1));
    setAside(model);
  }

  /** Out of the way of other tests' searches, which begin with what changed last. */
  private void setAside(String model) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        """
                        update model_version set state = 'RETIRED' where model_id in
                          (select id from model where project_key || '.' || name = :model)
                        """)
                    .setParameter("model", model)
                    .executeUpdate());
  }

  /**
   * Versions 2 to 3,000 of a model: the first 2,000 descend from the data themselves, each of the
   * others from the one before it. They have no events yet, and are neither the oldest nor the
   * newest, where searches of other tests begin.
   */
  private void descendants(String model, String data) {
    String id = get("engineer", MODELS + "/" + model).extract().jsonPath().getString("id");
    for (String statement :
        List.of(
            """
            insert into run
              (id, project_id, model_id, implicit, metrics, training_data, created_by)
            select cast(md5(concat('run', m.id, n)) as uuid), m.project_id, m.id, true, '{}', '{}', 'o'
              from model m cross join generate_series(2, :last) n where m.id = cast(:model as uuid)
            """,
            """
            insert into model_version
              (id, project_id, model_id, number, state, digest, digest_origin, authors, human_author,
               run_id, round, revision, created_at, updated_at, created_by)
            select cast(md5(concat('version', m.id, n)) as uuid), m.project_id, m.id, n, 'REGISTERED',
                   'sha256:' || lpad(to_hex(n), 64, '0'), 'CLAIMED', '{o}', true,
                   cast(md5(concat('run', m.id, n)) as uuid), 0, 0, x.at, x.at, 'o'
              from model m cross join generate_series(2, :last) n
              cross join lateral (select timestamptz '2026-01-15' + n * interval '1 ms') x (at)
             where m.id = cast(:model as uuid)
            """,
            """
            insert into lineage_edge (version_id, kind, dataset_id, parent_id)
            select v.id, case when v.number <= 2000 then 'TRAINED_ON' else 'FINE_TUNED_FROM' end,
                   case when v.number <= 2000 then cast('%s' as uuid) end, p.id
              from model_version v
              left join model_version p
                on v.number > 2000 and p.model_id = v.model_id and p.number = v.number - 1
             where v.model_id = cast(:model as uuid) and v.number between 2 and :last
            """
                .formatted(data))) {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  entities
                      .createNativeQuery(statement)
                      .setParameter("model", id)
                      .setParameter("last", DESCENDANTS)
                      .executeUpdate());
    }
  }

  /** Whoever was told before a restart is not told again. */
  private void alreadyFlagged(String data) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        """
                        insert into version_withdrawn_data (version_id, dataset_id)
                        select version_id, dataset_id from lineage_edge
                         where dataset_id = cast(:data as uuid) limit 1
                        """)
                    .setParameter("data", data)
                    .executeUpdate());
  }

  private long number(String query, String data) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Long)
                    entities
                        .createNativeQuery(query, Long.class)
                        .setParameter("data", data)
                        .getSingleResult());
  }

  @Test
  void connectsWhatARunReadByItsDigest() {
    Project project = project();
    Map<String, Object> asked = dataset(project, "hmda");
    String byDigest = registeredDataset(asked);
    Map<String, Object> client = dataset(project, "holdout");
    client.put("client_digest", "8a1f0c3e");
    String byClient = registeredDataset(client);
    registeredDataset(dataset(project, "unread"));
    String run = mlflowRun(project);
    mlflow(
        project,
        "runs/log-inputs",
        Map.of(
            "run_id",
            run,
            "datasets",
            List.of(
                input("whatever", String.valueOf(asked.get("digest")).substring(7), "training"),
                input("holdout", "8a1f0c3e", "eval"),
                input("of the same client digest", "8a1f0c3e", "eval"))));

    mlflow(project, "registered-models/create", Map.of("name", "denial"));
    mlflow(
        project,
        "model-versions/create",
        Map.of("name", "denial", "source", "s3://bucket/model", "run_id", run));

    String path = MODELS + "/" + project.key() + ".denial/versions/1";
    get("engineer", path).body("dataset_ids", containsInAnyOrder(byDigest, byClient));
    assertThat(edges(get("engineer", path + "/lineage").extract().jsonPath()))
        .containsExactlyInAnyOrder(
            "denial/1 TRAINED_ON hmda", "denial/1 EVALUATED_ON holdout", "denial/1 PRODUCED_BY r");
    get("engineer", "/api/v1/runs/" + dashed(run))
        .body("datasets.name", contains("holdout", "of the same client digest", "whatever"))
        .body(
            "datasets.registered.id",
            contains(List.of(byClient), List.<String>of(), List.of(byDigest)))
        .body("datasets[2].registered[0].name", is("hmda"))
        .body("datasets[2].registered[0].version", is(asked.get("version")))
        .body("datasets[2].registered[0].state", is("ACTIVE"));
  }

  @Test
  void flagsAVersionWhoseRunReadDataThatWereRegisteredLater() {
    Project project = project();
    Map<String, Object> asked = dataset(project, "hmda");
    String run = mlflowRun(project);
    mlflow(
        project,
        "runs/log-inputs",
        Map.of(
            "run_id",
            run,
            "datasets",
            List.of(input("hmda", String.valueOf(asked.get("digest")), "training"))));
    mlflow(project, "registered-models/create", Map.of("name", "denial"));
    mlflow(
        project,
        "model-versions/create",
        Map.of("name", "denial", "source", "s3://bucket/model", "run_id", run));
    String data = registeredDataset(asked);

    withdrawn(data);

    get("engineer", MODELS + "/" + project.key() + ".denial/versions/1")
        .body("withdrawn_dataset_ids", contains(data));
  }

  /** The run says late that it read data which nobody may use any more. */
  @Test
  void flagsWhatDescendsFromARunThatLogsWithdrawnDataLater() {
    Project project = project();
    Map<String, Object> asked = dataset(project, "hmda");
    String data = registeredDataset(asked);
    withdrawn(data);
    String run = mlflowRun(project);
    String model = registered(project, "denial");
    Map<String, Object> fromRun = version();
    fromRun.put("metrics", Map.of());
    fromRun.put("training_data", List.of());
    fromRun.put("run_id", dashed(run));
    post("engineer", versions(model), fromRun).statusCode(201);
    register(model, List.of(from("FINE_TUNED_FROM", model, 1)));
    register(model, List.of(Map.of("kind", "DISTILLED_FROM", "run_id", dashed(run))));

    mlflow(
        project,
        "runs/log-inputs",
        Map.of(
            "run_id",
            run,
            "datasets",
            List.of(input("hmda", String.valueOf(asked.get("digest")), "training"))));

    await().atMost(Duration.ofSeconds(30)).until(() -> withdrawalIsDone(data));
    get("auditor", versions(model))
        .body("items.withdrawn_dataset_ids.flatten()", contains(data, data, data));
    assertThat(edges(get("engineer", DATASETS + "/" + data + "/lineage").extract().jsonPath()))
        .contains("denial/1 TRAINED_ON hmda");
  }

  @Test
  void refusesDataWhoseLastDayIsOver() {
    Project project = project();
    String model = registered(project, "denial");
    String data = registeredDataset(dataset(project, "hmda"));
    UUID old = overdue(data, freshDigest());

    ask(model, List.of(on("TRAINED_ON", old.toString())))
        .statusCode(422)
        .body("errors.code", contains("RETENTION_OVER"));
  }

  /** What a run says it read counts like what is named, at registration and until submission. */
  @Test
  void refusesARunThatReadDataWhoseLastDayIsOver() {
    Project project = project();
    String model = registered(project, "denial");
    String digest = freshDigest();
    String run = mlflowRun(project);
    Map<String, Object> fromRun = version();
    fromRun.put("metrics", Map.of());
    fromRun.put("training_data", List.of());
    fromRun.put("run_id", dashed(run));
    post("engineer", versions(model), fromRun).statusCode(201);
    overdue(registeredDataset(dataset(project, "hmda")), digest);
    mlflow(
        project,
        "runs/log-inputs",
        Map.of("run_id", run, "datasets", List.of(input("old", digest, "training"))));

    post("engineer", versions(model), fromRun)
        .statusCode(422)
        .body("errors.code", contains("RETENTION_OVER"))
        .body("errors.pointer", contains("/run_id"));
    act("engineer", versions(model) + "/1/submissions", 2)
        .statusCode(422)
        .body("errors.code", contains("RETENTION_OVER"));
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial", "source", "s3://bucket/model", "run_id", run))
        .post("/api/2.0/mlflow/model-versions/create")
        .then()
        .statusCode(400)
        .body("message", containsString("was to be kept until"));
    get("engineer", versions(model)).body("items.number", contains(1));
  }

  /** Returns a copy of a data set with other bytes, whose last day was the day before yesterday. */
  private UUID overdue(String data, String digest) {
    UUID old = UUID.randomUUID();
    // Nothing that is kept until a day that is over can be registered today.
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        """
                        insert into dataset
                          (id, project_id, project_key, name, version, digest, owners, source,
                           licence, personal_data, jurisdictions, retain_until, state, revision,
                           created_by)
                        select :old, project_id, project_key, 'old', version, :digest, owners,
                               source, licence, personal_data, jurisdictions, current_date - 2,
                               state, revision, created_by from dataset where id = :id
                        """)
                    .setParameter("old", old)
                    .setParameter("digest", digest)
                    .setParameter("id", UUID.fromString(data))
                    .executeUpdate());
    return old;
  }

  @Test
  void hidesADraftThatWasDiscarded() {
    Project project = project();
    String data = registeredDataset(dataset(project, "hmda"));
    String run = mlflowRun(project);
    mlflow(
        project,
        "runs/log-inputs",
        Map.of(
            "run_id",
            run,
            "datasets",
            List.of(
                input(
                    "hmda",
                    get("engineer", DATASETS + "/" + data).extract().jsonPath().getString("digest"),
                    "training"))));
    mlflow(project, "registered-models/create", Map.of("name", "denial"));
    mlflow(
        project,
        "model-versions/create",
        Map.of("name", "denial", "source", "s3://bucket/model", "run_id", run));
    get("engineer", DATASETS + "/" + data + "/lineage").body("nodes", hasSize(2));
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial", "version", "1"))
        .delete("/api/2.0/mlflow/model-versions/delete")
        .then()
        .statusCode(200);

    get("engineer", DATASETS + "/" + data + "/lineage").body("nodes", hasSize(1));
  }

  private static boolean withdrawalIsDone(String data) {
    return get("auditor", DATASETS + "/" + data)
        .extract()
        .jsonPath()
        .getBoolean("withdrawal.descendants_flagged");
  }

  /** What a withdrawal leaves that took fewer versions than there are. */
  private void withdrawnButUnflagged(String data) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              entities
                  .createNativeQuery(
                      "update dataset set state = 'WITHDRAWN', revision = 2 where id = :id")
                  .setParameter("id", UUID.fromString(data))
                  .executeUpdate();
              entities
                  .createNativeQuery(
                      """
                      insert into dataset_withdrawal (dataset_id, reason, salt, withdrawn_by)
                      values (:id, 'why', '\\x00', 'lead')
                      """)
                  .setParameter("id", UUID.fromString(data))
                  .executeUpdate();
            });
  }

  private static Map<String, Object> input(String name, String digest, String context) {
    return Map.of(
        "dataset",
        Map.of("name", name, "digest", digest, "source_type", "local", "source", "{}"),
        "tags",
        List.of(Map.of("key", "mlflow.data.context", "value", context)));
  }

  private static String mlflowRun(Project project) {
    String experiment =
        mlflow(project, "experiments/create", Map.of("name", "e")).getString("experiment_id");
    return mlflow(project, "runs/create", Map.of("experiment_id", experiment, "run_name", "r"))
        .getString("run.info.run_id");
  }

  private static JsonPath mlflow(Project project, String path, Map<String, Object> body) {
    return as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(body)
        .post("/api/2.0/mlflow/" + path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static void refused(String model, Map<String, Object> lineage, String pointer) {
    ask(model, List.of(lineage)).statusCode(422).body("errors[0].pointer", containsString(pointer));
  }

  private static ValidatableResponse register(String model, List<Map<String, Object>> lineage) {
    return ask(model, lineage).statusCode(201);
  }

  private static ValidatableResponse ask(String model, List<Map<String, Object>> lineage) {
    Map<String, Object> asked = version();
    asked.put("lineage", lineage);
    return post("engineer", versions(model), asked);
  }

  /** Writes edges as a person reads them: model without its project, number, kind, source. */
  private static List<String> edges(JsonPath lineage) {
    List<String> edges = new ArrayList<>();
    for (int at = 0; at < lineage.getList("edges").size(); at++) {
      String edge = "edges[" + at + "].";
      edges.add(
          "%s %s %s"
              .formatted(
                  name(lineage, lineage.getInt(edge + "node")),
                  lineage.getString(edge + "kind"),
                  name(lineage, lineage.getInt(edge + "comes_from"))));
    }
    return edges;
  }

  private static String name(JsonPath lineage, int number) {
    String node = "nodes[" + number + "].";
    String name = lineage.getString(node + "name");
    return lineage.getString(node + "kind").equals("VERSION")
        ? name.substring(name.indexOf('.') + 1) + "/" + lineage.getInt(node + "number")
        : name;
  }
}
