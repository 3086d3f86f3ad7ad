package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.PolicyActs;
import org.assay.review.RegistryFake;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Computed evidence is shown as plots, to each reader what that reader may see of it. */
@QuarkusTest
class PlotIT extends ReviewTestCase {

  private static final List<String> OF_ALL_ROWS =
      List.of("confusion-matrix", "roc", "precision-recall", "calibration", "scores");

  private static String plots(String id) {
    return "/api/v1/evidence/" + id + "/plots";
  }

  private static ValidatableResponse drawn(String account, String id, String plot, String accept) {
    return as(account).header("Accept", accept).get(plots(id) + "/" + plot).then();
  }

  private static Map<String, Object> group(String name, int tp, int fp, int tn, int fn) {
    return Map.of("name", name, "tp", tp, "fp", fp, "tn", tn, "fn", fn);
  }

  private static String counted(List<Map<String, Object>> groups) {
    return post(
            "engineer",
            registered().path() + "/evidence",
            Map.of(
                "kind",
                "GROUP_COUNTS",
                "attribute",
                "sex",
                "positive_class",
                "granted",
                "reference_group",
                "m",
                "groups",
                groups))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String rows(String sex, int tp, int fp, int tn, int fn) {
    return row(sex, "1,0.9", tp)
        + row(sex, "0,0.8", fp)
        + row(sex, "0,0.1", tn)
        + row(sex, "1,0.2", fn);
  }

  private static String row(String sex, String rest, int times) {
    return (rest + "," + sex + "\n").repeat(times);
  }

  private static String planned(Subject subject, Map<String, Object> plan) {
    return post("engineer", subject.path() + "/evaluation-plans", plan)
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String asked(
      Subject subject, Map<String, Object> plan, String table, Map<String, Object> columns) {
    String by = planned(subject, plan);
    RegistryFake.keep(PolicyActs.keyOf(subject), "t.csv", table);
    return post(
            "engineer",
            subject.path() + "/evidence",
            Map.of("kind", "PREDICTIONS", "upload", "t.csv", "plan", by, "columns", columns))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String asked(Subject subject, String text) {
    return asked(
        subject,
        Map.of(
            "positive_class",
            "1",
            "negative_class",
            "0",
            "threshold",
            0.5,
            "probabilities",
            true,
            "attributes",
            List.of(Map.of("name", "sex", "reference_group", "m")),
            "claims",
            List.of(
                Map.of("statistic", "ACCURACY", "limit", 0.65),
                Map.of(
                    "statistic",
                    "EQUAL_OPPORTUNITY_DIFFERENCE",
                    "limit",
                    0.2,
                    "attribute",
                    "sex"))),
        "y,p,sex\n" + text,
        Map.of("label", "y", "score", "p", "groups", List.of("sex")));
  }

  /** Waits until an evaluation has ended so. */
  private static String ended(String id, String state) {
    await()
        .untilAsserted(
            () -> get("engineer", "/api/v1/evidence/" + id).body("evaluation.state", is(state)));
    return id;
  }

  private static String evaluated(String text, String state) {
    return ended(asked(registered(), text), state);
  }

  @Test
  void areOfEachRateOfCountsAndOfAllRows() {
    String id = counted(List.of(group("<script>", 45, 15, 35, 15), group("m", 30, 10, 40, 20)));

    get("engineer", plots(id))
        .statusCode(200)
        .body(
            "items.name",
            contains(
                "groups-1-selection-rate",
                "groups-1-recall",
                "groups-1-fpr",
                "groups-1-precision",
                "groups-1-accuracy",
                "confusion-matrix"))
        .body("items.type", hasItems("GROUP_RATES", "CONFUSION_MATRIX"))
        .body("items[1].title", is("Recall by sex"))
        .body("items[1].description", containsString("Lowest is m with 0.6000"))
        .body("next", nullValue())
        .body("self", is(plots(id)));
    get("engineer", plots(id) + "/groups-1-recall")
        .statusCode(200)
        .body("x.unit", is("share"))
        .body("y.categories", contains("<script>", "m"))
        .body("series.find { it.mark == 'DIAMOND' }.points.label", contains("m"))
        .body("series.find { it.mark == 'CIRCLE' }.points[0].x", is(0.75f))
        .body("series.find { it.mark == 'CIRCLE' }.points[0].n", is(60))
        .body("bands", hasSize(0))
        .body("table.columns", hasItem("Rows"))
        .body("table.rows[0]", hasItems("<script>", "0.7500", "60"));
    get("engineer", plots(id) + "/confusion-matrix")
        .body("series[0].points.n", contains(75, 35))
        .body("series[1].points.n", contains(25, 75))
        .body("y.categories", contains("granted", "other than granted"));
  }

  @Test
  void areDrawnForWhoAsksForAnImage() {
    String id = counted(List.of(group("<script>", 45, 15, 35, 15), group("m", 30, 10, 40, 20)));

    String svg =
        drawn("engineer", id, "groups-1-recall", "image/svg+xml")
            .statusCode(200)
            .header("Content-Type", "image/svg+xml")
            .header("Cache-Control", "private")
            .extract()
            .asString();

    assertThat(svg)
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .contains("role=\"img\"", "<title>Recall by sex</title>", "&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/json",
        "application/json, image/svg+xml | application/json",
        "image/* | image/svg+xml",
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8 | image/svg+xml"
      })
  void areDataUnlessAnImageIsWanted(String accept, String type) {
    String id = counted(List.of(group("f", 45, 15, 35, 15), group("m", 30, 10, 40, 20)));

    drawn("engineer", id, "groups-1-fpr", accept).statusCode(200).contentType(startsWith(type));
    drawn("engineer", id, "groups-1-fpr", "image/png").statusCode(406);
  }

  @Test
  void showNoGroupWithSmallCountsToReadersWithoutTheRight() {
    String id = counted(List.of(group("f", 45, 9, 35, 15), group("m", 30, 10, 40, 20)));

    get("engineer", plots(id))
        .body("items.name", not(hasItem("confusion-matrix")))
        .body("items", hasSize(5));
    get("engineer", plots(id) + "/groups-1-recall")
        .body("series.find { it.mark == 'CIRCLE' }.points[0].reason", is("MASKED"))
        .body("series.find { it.mark == 'CIRCLE' }.points[0].x", nullValue())
        .body("series.find { it.mark == 'CIRCLE' }.points[0].n", nullValue())
        .body("series.find { it.mark == 'DIAMOND' }.points[0].x", is(0.6f))
        .body("description", not(containsString("0.7500")));
    get("engineer", plots(id) + "/confusion-matrix").statusCode(404);
    get("auditor", plots(id) + "/groups-1-recall")
        .body("series.find { it.mark == 'CIRCLE' }.points[0].x", is(0.75f));
    get("auditor", plots(id) + "/confusion-matrix").body("series[1].points[0].n", is(19));
  }

  @Test
  void areOfAllScoresAndEachAttributeOfPredictions() {
    String id = evaluated(rows("f", 180, 60, 140, 60) + rows("m", 180, 60, 140, 60), "DONE");

    get("auditor", plots(id)).body("items.name", hasItems(OF_ALL_ROWS.toArray(String[]::new)));
    get("auditor", plots(id) + "/roc")
        .body("series.find { it.mark == 'LINE' }.points.x", contains(0f, 0f, 0.3f, 0.3f, 1f))
        .body("series.find { it.mark == 'LINE' }.points.y", contains(0f, 0.75f, 0.75f, 1f, 1f))
        .body(
            "series.find { it.mark == 'LINE' }.points.score",
            contains(null, 0.9f, 0.8f, 0.2f, 0.1f))
        .body("series.find { it.mark == 'DIAMOND' }.points[0].y", is(0.75f));
    get("auditor", plots(id) + "/precision-recall")
        .body("series.find { it.mark == 'LINE' }.points[0].y", is(1f))
        .body("series.find { it.mark == 'BROKEN_LINE' }.points.y", everyItem(is(480 / 880f)));
    get("auditor", plots(id) + "/calibration")
        .body("series.find { it.mark == 'CIRCLE' }.points.n", contains(280, 120, 120, 360))
        .body("series.find { it.mark == 'CIRCLE' }.points.y", contains(0f, 1f, 0f, 1f));
    get("auditor", plots(id) + "/scores")
        .body("series[0].points", hasSize(30))
        .body("series[0].points.n.sum()", is(480))
        .body("series[1].points.n.sum()", is(400));
    get("auditor", plots(id) + "/confusion-matrix").body("series[0].points.n", contains(360, 120));
    get("auditor", plots(id) + "/groups-1-recall")
        .body("bands.label", contains("equal_opportunity_difference at most 0.2: PASS"))
        .body("bands[0].low", is(0.65f))
        .body("bands[0].high", is(0.85f));
    for (String plot : OF_ALL_ROWS) {
      drawn("auditor", id, plot, "image/svg+xml").statusCode(200).body(startsWith("<svg "));
    }
  }

  /** No score has rows of both labels, so that 0.9 is shown with 0.8, and 0.2 with 0.1. */
  @Test
  void tellReadersWithoutTheRightNoFewRows() {
    String id = evaluated(rows("f", 180, 60, 140, 60) + rows("m", 180, 60, 140, 60), "DONE");

    get("engineer", plots(id) + "/roc")
        .body("series.find { it.mark == 'LINE' }.points.x", contains(0f, 0.3f, 1f))
        .body("series.find { it.mark == 'LINE' }.points.score", everyItem(nullValue()));
    get("engineer", plots(id) + "/scores")
        .body("series[0].points.n.findAll { it > 0 }", contains(120, 360))
        .body("series[1].points.n.findAll { it > 0 }", contains(280, 120));
    get("engineer", plots(id) + "/calibration")
        .body("series.find { it.mark == 'CIRCLE' }.points.n", contains(400, 480));
  }

  @Test
  void showNothingOfAnAttributeOrOfAllRowsWhereCountsAreSmall() {
    String group = evaluated(rows("m", 180, 60, 140, 60) + rows("f", 20, 9, 20, 20), "DONE");
    String all = evaluated(rows("m", 100, 4, 100, 100) + rows("f", 100, 4, 100, 100), "DONE");

    get("engineer", plots(group)).body("items.name", contains(OF_ALL_ROWS.toArray(String[]::new)));
    get("engineer", plots(group) + "/groups-1-recall").statusCode(404);
    get("auditor", plots(group)).body("items", hasSize(10));
    get("engineer", plots(all)).body("items", hasSize(0));
    get("engineer", plots(all) + "/roc").statusCode(404);
    drawn("engineer", all, "roc", "image/svg+xml").statusCode(404);
    get("auditor", plots(all)).body("items", hasSize(10));
  }

  @Test
  void leaveOutWhatAnEvaluationOfBeforeDidNotKeep() {
    String id = evaluated(rows("f", 180, 60, 140, 60) + rows("m", 180, 60, 140, 60), "DONE");
    OwnerSql.execute(
        "update evaluation set plots = null where evidence_id = ?", UUID.fromString(id));

    get("auditor", plots(id))
        .body("items", hasSize(5))
        .body("items.type", everyItem(is("GROUP_RATES")));
  }

  @Test
  void areNoneOfWhatWasNotEvaluated() {
    String failed = evaluated("1,2,f\n", "FAILED");

    get("engineer", plots(failed)).statusCode(200).body("items", hasSize(0));
    get("engineer", plots(failed) + "/roc").statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({"engineer-2, 200", "operator, 403", "admin, 200", "ethics-reviewer, 200"})
  void areForWhoReadsTheVersion(String account, int status) {
    String id = counted(List.of(group("f", 45, 15, 35, 15), group("m", 30, 10, 40, 20)));

    get(account, plots(id)).statusCode(status);
    get(account, plots(id) + "/groups-1-recall").statusCode(status);
    drawn(account, id, "groups-1-recall", "image/svg+xml").statusCode(status);
    get(account, plots(UUID.randomUUID().toString())).statusCode(status == 403 ? 403 : 404);
  }

  @Test
  void areUnknownToWhoIsNoMember() {
    String id = counted(List.of(group("f", 45, 15, 35, 15), group("m", 30, 10, 40, 20)));
    String stranger = Tokens.forAccount("stranger").withRoles("engineer").token();

    withToken(stranger).get(plots(id)).then().statusCode(404);
    withToken(stranger).get(plots(id) + "/groups-1-recall").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROC", "roc_curve", "a.b"})
  void haveNamesOfSmallLetters(String name) {
    String id = counted(List.of(group("f", 45, 15, 35, 15), group("m", 30, 10, 40, 20)));

    as("engineer")
        .get(plots(id) + "/" + name)
        .then()
        .statusCode(422)
        .contentType("application/problem+json");
    get("engineer", plots(id) + "/roc").statusCode(404).body("code", is("NOT_FOUND"));
  }

  /** Rows of both labels, 60 of each right by the version alone, 20 by the baseline. */
  private static String compared() {
    StringBuilder rows = new StringBuilder();
    for (String label : List.of("1", "0")) {
      for (int at = 0; at < 400; at++) {
        boolean positive = label.equals("1");
        rows.append(
            "%s,%s,%s,%s,%d-%s%n"
                .formatted(
                    label,
                    positive == at < 320 ? "0.9" : "0.1",
                    at % 20 == 0 ? "f" : "m",
                    positive == (at >= 60 && at < 340) ? "0.9" : "0.1",
                    at,
                    label));
      }
    }
    return rows.toString();
  }

  private static String comparedWithBaseline() {
    String id =
        asked(
            registered(),
            Map.of(
                "positive_class",
                "1",
                "negative_class",
                "0",
                "threshold",
                0.5,
                "attributes",
                List.of(Map.of("name", "sex")),
                "claims",
                List.of(Map.of("statistic", "ACCURACY", "limit", 0.65)),
                "comparison",
                Map.of("primary", "ACCURACY", "guards", List.of("RECALL"), "margin", 0.02)),
            "y,p,sex,base,id\n" + compared(),
            Map.of(
                "label",
                "y",
                "score",
                "p",
                "groups",
                List.of("sex"),
                "row_id",
                "id",
                "baseline_score",
                "base"));
    return ended(id, "DONE");
  }

  @Test
  void showHowAVersionCompares() {
    String id = comparedWithBaseline();

    get("auditor", plots(id)).body("items.name", hasItems("comparison", "comparison-groups-1"));
    get("auditor", plots(id) + "/comparison")
        .body("title", is("Comparison with the baseline"))
        .body("y.categories", contains("accuracy (primary)", "recall (guard)"))
        .body("series.find { it.mark == 'DIAMOND' }.points[0].x", is(0.1f))
        .body("series.find { it.mark == 'DIAMOND' }.points[0].verdict", is("SUPERIOR"))
        .body("bands.low", contains(-0.02f, 0f))
        .body("table.rows[0]", hasItems("0.7", "0.8", "SUPERIOR"));
    get("auditor", plots(id) + "/comparison-groups-1").body("y.categories", contains("f", "m"));
    drawn("auditor", id, "comparison", "image/svg+xml").body(containsString("superior"));
    get("engineer", plots(id))
        .body("items.name", hasItem("comparison"))
        .body("items.name", not(hasItem("comparison-groups-1")));
    get("engineer", plots(id) + "/comparison-groups-1").statusCode(404);
  }

  private static Map<String, Object> feature(String name, int... current) {
    return Map.of(
        "name",
        name,
        "kind",
        "NUMERIC",
        "bins",
        List.of(
            Map.of("label", "low", "reference", 500, "current", current[0]),
            Map.of("label", "high", "reference", 500, "current", current[1])));
  }

  @Test
  void showHowFeaturesOfAWindowDrift() {
    String id =
        post(
                "engineer",
                registered().path() + "/evidence",
                Map.of(
                    "kind",
                    "MONITORING_WINDOW",
                    "window",
                    Map.of(
                        "from",
                        "2026-01-01T00:00:00Z",
                        "until",
                        "2026-01-02T00:00:00Z",
                        "features",
                        List.of(feature("age", 300, 100), feature("income", 991, 9)))))
            .statusCode(201)
            .extract()
            .path("id");

    get("auditor", plots(id)).body("items.name", contains("drift-1", "drift-2"));
    get("engineer", plots(id)).body("items.name", contains("drift-1"));
    get("engineer", plots(id) + "/drift-2").statusCode(404);
    get("engineer", plots(id) + "/drift-1")
        .body("type", is("FEATURE_DRIFT"))
        .body("description", containsString("nats) is 0.27"))
        .body("series.find { it.mark == 'HOLLOW_BAR' }.points.x", contains(0.5f, 0.5f))
        .body("series.find { it.mark == 'SOLID_BAR' }.points.x", contains(0.75f, 0.25f));
    drawn("engineer", id, "drift-1", "image/svg+xml").body(startsWith("<svg "));
  }

  private static String numbers(String text) {
    String id =
        asked(
            registered(),
            Map.of(
                "task", "REGRESSION", "claims", List.of(Map.of("statistic", "RMSE", "limit", 2))),
            "y,yhat\n" + text,
            Map.of("label", "y", "prediction", "yhat"));
    return ended(id, "DONE");
  }

  /** Of each prediction from 0 to 99 ten rows, half of them too low by 1 and half too high by 3. */
  @Test
  void showHowFarNumbersAreOff() {
    StringBuilder rows = new StringBuilder();
    for (int at = 0; at < 1000; at++) {
      rows.append("%d,%d%n".formatted(at / 10 + (at % 2 == 0 ? 1 : -3), at / 10));
    }
    String id = numbers(rows + "0,1000\n");

    get("auditor", plots(id)).body("items.name", contains("predicted-observed", "errors"));
    get("auditor", plots(id) + "/predicted-observed")
        .body("series.find { it.mark == 'CIRCLE' }.points.n.sum()", is(1001))
        .body("series.find { it.mark == 'CIRCLE' }.points.n", everyItem(greaterThanOrEqualTo(30)))
        .body("series.find { it.mark == 'CIRCLE' }.points.size()", is(17))
        .body("series.find { it.mark == 'CIRCLE' }.points[0].x", is(2.5f))
        .body("series.find { it.mark == 'CIRCLE' }.points[0].y", is(1.5f))
        .body("series.find { it.mark == 'CIRCLE' }.points[0].low", lessThan(1.5f));
    get("auditor", plots(id) + "/errors")
        .body("series[0].points.n.sum()", is(1001))
        .body("series[0].points.n[-1]", is(1))
        .body("series[1].name", is("No error"));
    get("engineer", plots(id) + "/errors")
        .body("series[0].points.n", everyItem(greaterThanOrEqualTo(10)))
        .body("series[0].points.n.sum()", is(1001));
    for (String plot : List.of("predicted-observed", "errors")) {
      drawn("engineer", id, plot, "image/svg+xml").statusCode(200).body(startsWith("<svg "));
    }
  }

  @Test
  void showOfFewNumbersNothingToReadersWithoutTheRight() {
    String id = numbers("1,2\n2,2\n4,3\n");

    get("engineer", plots(id)).body("items", hasSize(0));
    get("engineer", plots(id) + "/errors").statusCode(404);
    get("auditor", plots(id)).body("items.name", contains("predicted-observed", "errors"));
  }
}
