package org.assay.registry.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RunRecordResourceIT extends RegistryTestCase {

  private static final String EXPERIMENTS = "/api/v1/experiments";
  private static final String RUNS = "/api/v1/runs";

  @Inject EventLog events;

  @Inject DataSource database;

  @Test
  void showsWhatARunLoggedAndHowItEnded() {
    String run = run(experiment(project()));
    post(
            "engineer",
            RUNS + "/" + run + "/records",
            Map.of(
                "metrics", List.of(Map.of("key", "auc", "value", 0.8, "step", 1)),
                "params", Map.of("depth", "6"),
                "tags", Map.of("stage", "tuning")))
        .statusCode(200)
        .body("id", is(run))
        .body("metrics", nullValue());
    act("engineer", RUNS + "/" + run + "/endings", 1, Map.of("status", "FINISHED"))
        .statusCode(200)
        .body("status", is("FINISHED"))
        .body("revision", is(2));
    act("engineer", RUNS + "/" + run + "/endings", 1, Map.of("status", "FAILED")).statusCode(412);

    get("auditor", RUNS + "/" + run)
        .body("status", is("FINISHED"))
        .body("stage", is("ACTIVE"))
        .body("metrics[0].value", is(0.8f))
        .body("params.depth", is("6"))
        .body("tags.stage", is("tuning"));
  }

  @Test
  void tellsEachStepOfARunAndWhatItUsedWithoutAnyText() {
    String run = run(experiment(project()));
    post(
            "engineer",
            RUNS + "/" + run + "/compute-usages",
            Map.of(
                "platform",
                "on-premises",
                "hours",
                1.5,
                "cost",
                Map.of("amount", "12.50", "currency", "EUR"),
                "energy_kwh",
                0.25))
        .statusCode(201)
        .body("revision", is(2));
    act("engineer", RUNS + "/" + run + "/endings", 2, Map.of("status", "FAILED")).statusCode(200);

    List<LoggedEvent> told = events.history(UUID.fromString(run), 0, 10);
    assertThat(told)
        .extracting(LoggedEvent::type)
        .containsExactly(
            EventTypes.RUN_CREATED, EventTypes.RUN_COMPUTE_USED, EventTypes.RUN_UPDATED);
    assertThat(told.get(1).data().path("hours").asText()).isEqualTo("1.5");
    assertThat(told.get(1).data().path("cost_amount").asText()).isEqualTo("12.50");
    assertThat(told.toString()).doesNotContain("on-premises").doesNotContain("a trial");
  }

  @Test
  void keepsHowARunIsMade() {
    String run = run(experiment(project()));
    Map<String, Object> setup =
        Map.of(
            "code_commit",
            "git:1",
            "seed",
            42,
            "environment",
            Map.of("description", "Python 3.13", "packages", Map.of("numpy", "2.1")),
            "preprocessing",
            List.of(Map.of("name", "impute incomes", "detail", "median by county")));

    setUp("engineer", run, 1, setup)
        .statusCode(200)
        .body("setup.seed", is(42))
        .body("setup.environment.packages.numpy", is("2.1"))
        .body("setup.preprocessing.name", contains("impute incomes"))
        .body("revision", is(2));
    setUp("engineer", run, 1, setup).statusCode(412);
    setUp("engineer-2", run, 2, setup).statusCode(403);
    setUp("auditor", run, 2, setup).statusCode(403);
    setUp("engineer", run, 2, Map.of("environment", Map.of("digest", "x")))
        .statusCode(422)
        .body("errors.pointer", hasItem("/environment/digest"));
    setUp("engineer", run, 2, Map.of("gpu", "yes")).statusCode(422);
    setUp("engineer", run, 2, Map.of("seed", 7)).statusCode(200).body("setup.seed", is(7));

    get("auditor", RUNS + "/" + run)
        .body("setup.seed", is(7))
        .body("setup.code_commit", nullValue());
  }

  @Test
  void listsWhatARunHasUsedTheLastSaidFirst() {
    String run = run(experiment(project()));
    for (String hours : List.of("1.5", "2.25", "10")) {
      post(
              "engineer",
              RUNS + "/" + run + "/compute-usages",
              Map.of(
                  "platform",
                  "on-premises",
                  "region",
                  "eu-north",
                  "hours",
                  new java.math.BigDecimal(hours),
                  "cost",
                  Map.of("amount", "12.50", "currency", "EUR")))
          .statusCode(201);
    }

    ValidatableResponse first =
        get("engineer-2", RUNS + "/" + run + "/compute-usages?limit=2")
            .statusCode(200)
            .body("items.hours", contains("10", "2.25"))
            .body("items[0].cost.amount", is("12.50"))
            .body("items[0].region", is("eu-north"));
    get("engineer-2", first.extract().jsonPath().getString("next"))
        .body("items.hours", contains("1.5"));
    get("operator", RUNS + "/" + run + "/compute-usages").statusCode(403);
    String hidden = run(experiment(project(Map.of("engineer", "OWNER"))));
    get("engineer-2", RUNS + "/" + hidden + "/compute-usages").statusCode(404);
    setUp("engineer-2", hidden, 1, Map.of("seed", 7)).statusCode(404);
  }

  @Test
  void keepsNoMoreUsagesThanItCanShow() throws SQLException {
    String run = run(experiment(project()));
    Map<String, Object> usage = Map.of("platform", "on-premises", "hours", 1);
    post("engineer", RUNS + "/" + run + "/compute-usages", usage).statusCode(201);
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into run_compute (id, run_id, number, platform, hours, recorded_by)
                select gen_random_uuid(), run_id, 100 + n, platform, hours, recorded_by
                  from run_compute, generate_series(1, 9998) as n where run_id = ?
                """)) {
      insert.setObject(1, UUID.fromString(run));
      insert.executeUpdate();
    }

    post("engineer", RUNS + "/" + run + "/compute-usages", usage).statusCode(201);
    post("engineer", RUNS + "/" + run + "/compute-usages", usage)
        .statusCode(422)
        .body("code", is("TOO_MANY_ENTRIES"));
  }

  private static ValidatableResponse setUp(
      String account, String run, int revision, Map<String, Object> setup) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body(setup)
        .put(RUNS + "/" + run + "/setup")
        .then();
  }

  @Test
  void pagesThroughThePointsOfAMetric() {
    String run = run(experiment(project()));
    List<Map<String, Object>> points =
        IntStream.range(0, 7)
            .<Map<String, Object>>mapToObj(
                step ->
                    Map.of(
                        "key",
                        "loss",
                        "value",
                        1.0 / (step + 1),
                        "step",
                        step,
                        "at",
                        "2026-01-01T00:00:0" + step + "Z"))
            .toList();
    post("engineer", RUNS + "/" + run + "/records", Map.of("metrics", points)).statusCode(200);

    List<Integer> steps = new ArrayList<>();
    String next = RUNS + "/" + run + "/metrics?key=loss&limit=3";
    while (next != null) {
      ValidatableResponse page = get("engineer", next).statusCode(200);
      steps.addAll(page.extract().jsonPath().getList("items.step", Integer.class));
      next = page.extract().jsonPath().getString("next");
    }
    assertThat(steps).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void listsExperimentsAndRunsOfAProject() {
    Project project = project();
    String experiment = experiment(project);
    String first = run(experiment);
    String second = run(experiment);

    get("engineer-2", EXPERIMENTS + "?project_key=" + project.key())
        .statusCode(200)
        .body("items.id", contains(experiment));
    ValidatableResponse page =
        get("engineer-2", RUNS + "?limit=1&experiment_id=" + experiment).statusCode(200);
    String next = page.extract().jsonPath().getString("next");
    List<String> ids = new ArrayList<>(page.extract().jsonPath().getList("items.id"));
    ids.addAll(get("engineer-2", next).extract().jsonPath().<String>getList("items.id"));
    assertThat(ids).containsExactlyInAnyOrder(first, second);
  }

  @ParameterizedTest
  @CsvSource({
    // who,                create, read
    "engineer,             201, 200",
    "service-account-ci,   201, 200",
    "lead,                 201, 200",
    "engineer-2,           403, 200",
    "ethics-reviewer,      403, 200",
    "performance-reviewer, 403, 200",
    "auditor,              403, 200",
    "admin,                403, 200",
    "operator,             403, 403"
  })
  void givesARoleWhatTheTableSays(String account, int create, int read) {
    Project project = project();
    String experiment = experiment(project);
    String run = run(experiment);

    post(account, EXPERIMENTS, Map.of("project_key", project.key(), "name", "mine"))
        .statusCode(create);
    post(account, RUNS, started(experiment)).statusCode(create);
    post(account, RUNS + "/" + run + "/records", Map.of("tags", Map.of("a", "b")))
        .statusCode(create == 201 ? 200 : create);
    post(account, RUNS + "/" + run + "/compute-usages", Map.of("platform", "x", "hours", 1))
        .statusCode(create);
    for (String path :
        List.of(
            EXPERIMENTS + "?project_key=" + project.key(),
            EXPERIMENTS + "/" + experiment,
            RUNS + "?experiment_id=" + experiment,
            RUNS + "/" + run,
            RUNS + "/" + run + "/metrics?key=auc")) {
      get(account, path).statusCode(read);
    }
  }

  @Test
  void hidesWhatIsOfAForeignProject() {
    Project project = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String experiment =
        post("engineer-2", EXPERIMENTS, Map.of("project_key", project.key(), "name", "theirs"))
            .extract()
            .jsonPath()
            .getString("id");
    String run = post("engineer-2", RUNS, started(experiment)).extract().jsonPath().getString("id");

    for (String path :
        List.of(
            EXPERIMENTS + "?project_key=" + project.key(),
            EXPERIMENTS + "/" + experiment,
            RUNS + "?experiment_id=" + experiment,
            RUNS + "/" + run,
            RUNS + "/" + run + "/metrics?key=auc")) {
      get("engineer", path).statusCode(404);
    }
    post("engineer", RUNS, started(experiment)).statusCode(404);
    post("engineer", RUNS + "/" + run + "/records", Map.of("tags", Map.of())).statusCode(404);
    act("engineer", RUNS + "/" + run + "/endings", 1, Map.of("status", "KILLED")).statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1.23456", "123456789"})
  void refusesHoursThatNoMachineRan(String hours) {
    String run = run(experiment(project()));
    post(
            "engineer",
            RUNS + "/" + run + "/compute-usages",
            Map.of("platform", "x", "hours", new java.math.BigDecimal(hours)))
        .statusCode(422);
  }

  private static ValidatableResponse act(
      String account, String path, int revision, Map<String, ?> body) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body(body)
        .post(path)
        .then();
  }

  private static String experiment(Project project) {
    return post(
            "engineer",
            EXPERIMENTS,
            Map.of("project_key", project.key(), "name", "e-" + UUID.randomUUID()))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static String run(String experiment) {
    return post("engineer", RUNS, started(experiment))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static Map<String, Object> started(String experiment) {
    return new HashMap<>(Map.of("experiment_id", experiment, "name", "a trial"));
  }
}
