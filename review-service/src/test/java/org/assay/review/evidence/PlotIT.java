package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
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

  private static String asked(Subject subject, String text) {
    String plan =
        post(
                "engineer",
                subject.path() + "/evaluation-plans",
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
                            "sex"))))
            .statusCode(201)
            .extract()
            .path("id");
    RegistryFake.keep(PolicyActs.keyOf(subject), "t.csv", "y,p,sex\n" + text);
    return post(
            "engineer",
            subject.path() + "/evidence",
            Map.of(
                "kind",
                "PREDICTIONS",
                "upload",
                "t.csv",
                "plan",
                plan,
                "columns",
                Map.of("label", "y", "score", "p", "groups", List.of("sex"))))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String evaluated(String text, String state) {
    String id = asked(registered(), text);
    await()
        .untilAsserted(
            () -> get("engineer", "/api/v1/evidence/" + id).body("evaluation.state", is(state)));
    return id;
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
            .contentType(startsWith("image/svg+xml"))
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
}
