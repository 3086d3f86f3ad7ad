package org.assay.registry.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RunSearchIT extends TrackingTestCase {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "metrics.auc > 0.5; good",
        "metrics.auc <= 0.5; bad",
        "metrics.auc = 0.9; good",
        "metrics.auc != 0.9; bad",
        "metrics.`f1 score` > 0; good",
        "metrics.\"f1 score\" > 0; good",
        "params.depth = '6'; good",
        "params.depth IN ('6', '9'); good",
        "params.depth LIKE '1%'; bad",
        "params.depth IS NULL; lost",
        "tags.stage = 'Prod'; good",
        "tags.stage ILIKE 'prod' AND metrics.auc > 0.5; good",
        "tags.stage != 'Prod'; bad",
        "tag.stage IS NOT NULL AND params.depth = '12'; bad",
        "attributes.status = 'FAILED'; lost",
        "status = 'RUNNING' AND start_time > 150; bad",
        "attributes.start_time <= 100; good",
        "run_name = 'lost'; lost",
        "attributes.`run name` = 'lost'; lost",
        "user_id = 'me' AND metrics.auc > 0.5; good"
      },
      delimiter = ';')
  void findsByEachOperator(String filter, String expected) {
    Project project = project();
    String experiment = three(project);

    assertThat(found(project, experiment, filter)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "metrics.auc DESC, good, bad, lost",
    "metrics.auc ASC, bad, good, lost",
    "params.depth, bad, good, lost",
    "start_time ASC, good, bad, lost",
    "attributes.run_name DESC, lost, good, bad",
    "tags.stage DESC, bad, good, lost"
  })
  void ordersWithThoseWithoutAValueLast(String order, String first, String second, String third) {
    Project project = project();

    assertThat(found(project, three(project), "", List.of(order)))
        .containsExactly(first, second, third);
  }

  @Test
  void ordersTheLatestStartedFirst() {
    Project project = project();

    assertThat(found(project, three(project), "")).containsExactly("lost", "bad", "good");
  }

  @Test
  void neverMatchesANumberThatIsNone() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    done(
        project,
        "/runs/log-batch",
        Map.of("run_id", run, "metrics", List.of(metric("auc", "NaN", 1, 0))));

    assertThat(found(project, experiment, "metrics.auc > 0")).isEmpty();
    assertThat(found(project, experiment, "metrics.auc < 0")).isEmpty();
    assertThat(found(project, experiment, "", List.of("metrics.auc DESC"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      delimiter = ';',
      value = {
        "nothing = 'x'; Invalid attribute key",
        "metrics.auc LIKE 'x'; Invalid comparator",
        "params.depth > '1'; Invalid comparator",
        "metrics.auc > 'a'; Expected numeric",
        "params.a = 'b' OR params.a = 'c'; Invalid clause",
        "params.a = 'b'); Invalid clause",
        "datasets.source = 'x'; Invalid dataset key",
        "params.a = 'x' AND 1=1; Invalid"
      })
  void refusesWhatIsNoFilter(String filter, String message) {
    Project project = project();
    send(
            project,
            "engineer",
            "/runs/search",
            Map.of("experiment_ids", List.of(experiment(project)), "filter", filter))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString(message));
  }

  @Test
  void takesAnAttackAsTheTextItIs() {
    Project project = project();
    String experiment = three(project);

    assertThat(found(project, experiment, "params.depth = '6; drop table run --'")).isEmpty();
    assertThat(found(project, experiment, "tags.`a'); delete from run; --` = 'x'")).isEmpty();
    assertThat(found(project, experiment, "")).hasSize(3);
  }

  @Test
  void pagesThroughAllOnceInAnyOrder() {
    Project project = project();
    String experiment = experiment(project);
    IntStream.range(0, 7)
        .forEach(number -> run(project, experiment, "r" + number, 1_000 + number % 2));

    for (List<String> order : List.of(List.<String>of(), List.of("run_name ASC"))) {
      List<String> all = new ArrayList<>();
      String token = "";
      do {
        JsonPath page =
            done(
                project,
                "/runs/search",
                Map.of(
                    "experiment_ids",
                    List.of(experiment),
                    "max_results",
                    3,
                    "order_by",
                    order,
                    "page_token",
                    token));
        all.addAll(page.getList("runs.info.run_name"));
        token = page.getString("next_page_token");
      } while (token != null);
      assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }
  }

  @Test
  void findsWhatWasDeletedWhereAskedFor() {
    Project project = project();
    String experiment = three(project);
    String lost =
        done(
                project,
                "/runs/search",
                Map.of("experiment_ids", List.of(experiment), "filter", "run_name = 'lost'"))
            .getString("runs[0].info.run_id");
    done(project, "/runs/delete", Map.of("run_id", lost));

    for (Map.Entry<String, Integer> view :
        Map.of("ACTIVE_ONLY", 2, "DELETED_ONLY", 1, "ALL", 3).entrySet()) {
      assertThat(
              done(
                      project,
                      "/runs/search",
                      Map.of(
                          "experiment_ids", List.of(experiment),
                          "run_view_type", view.getKey()))
                  .getList("runs"))
          .hasSize(view.getValue());
    }
  }

  @Test
  void stopsAPageBeforeItGrowsTooLarge() {
    Project project = project();
    String experiment = experiment(project);
    List<Map<String, String>> tags =
        IntStream.range(0, 100).mapToObj(number -> entry("t" + number, "v".repeat(8_000))).toList();
    for (int number = 0; number < 12; number++) {
      String run = run(project, experiment);
      done(project, "/runs/log-batch", Map.of("run_id", run, "tags", tags));
    }

    JsonPath first = done(project, "/runs/search", Map.of("experiment_ids", List.of(experiment)));
    assertThat(first.getList("runs")).hasSizeBetween(1, 11);
    JsonPath second =
        done(
            project,
            "/runs/search",
            Map.of(
                "experiment_ids",
                List.of(experiment),
                "page_token",
                first.getString("next_page_token")));
    assertThat(first.getList("runs").size() + second.getList("runs").size()).isEqualTo(12);
  }

  /** Three runs: good since 100, bad since 200, lost since 300 and without a metric. */
  private static String three(Project project) {
    String experiment = experiment(project);
    String good =
        done(
                project,
                "/runs/create",
                Map.of(
                    "experiment_id",
                    experiment,
                    "run_name",
                    "good",
                    "start_time",
                    100,
                    "user_id",
                    "me"))
            .getString("run.info.run_id");
    log(project, good, 0.9, "6", "Prod");
    log(project, run(project, experiment, "bad", 200), 0.4, "12", "test");
    String lost = run(project, experiment, "lost", 300);
    done(project, "/runs/update", Map.of("run_id", lost, "status", "FAILED"));
    return experiment;
  }

  private static void log(Project project, String run, double auc, String depth, String stage) {
    done(
        project,
        "/runs/log-batch",
        Map.of(
            "run_id",
            run,
            "metrics",
            List.of(metric("auc", auc, 1, 0), metric("f1 score", auc - 0.5, 1, 0)),
            "params",
            List.of(entry("depth", depth)),
            "tags",
            List.of(entry("stage", stage))));
  }
}
