package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.review.PolicyActs;
import org.assay.review.RegistryFake;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Predictions of several classes, of numbers, and of an order. */
@QuarkusTest
class TaskIT extends ReviewTestCase {

  private static final String HEADER = "y,yhat,p,sex\n";

  private static Map<String, Object> claim(String statistic, double limit) {
    return Map.of("statistic", statistic, "limit", limit);
  }

  private static Map<String, Object> classes() {
    return new HashMap<>(
        Map.of(
            "task",
            "MULTICLASS",
            "classes",
            List.of("cat", "dog", "owl"),
            "positive_class",
            "cat",
            "probabilities",
            true,
            "attributes",
            List.of(Map.of("name", "sex")),
            "claims",
            List.of(
                claim("ACCURACY", 0.5),
                claim("MACRO_F1", 0.5),
                claim("ECE_TOP_LABEL", 0.2),
                Map.of("statistic", "RECALL", "limit", 0.99, "class_name", "dog"),
                Map.of(
                    "statistic",
                    "EQUAL_OPPORTUNITY_DIFFERENCE",
                    "limit",
                    0.3,
                    "attribute",
                    "sex"))));
  }

  private static Map<String, Object> numbers() {
    return new HashMap<>(
        Map.of(
            "task",
            "REGRESSION",
            "attributes",
            List.of(Map.of("name", "sex")),
            "claims",
            List.of(claim("RMSE", 2), claim("MAE", 0.5), claim("R2", 0.9))));
  }

  private static Map<String, Object> order() {
    return new HashMap<>(
        Map.of(
            "task",
            "RANKING",
            "positive_class",
            "relevant",
            "negative_class",
            "not",
            "claims",
            List.of(claim("ROC_AUC", 0.6), claim("AVERAGE_PRECISION", 0.99))));
  }

  private static ValidatableResponse declare(Subject subject, Object plan) {
    return post("engineer", subject.path() + "/evaluation-plans", plan);
  }

  private static String asked(
      Subject subject, Map<String, Object> plan, Map<String, Object> columns, String text) {
    String path = UUID.randomUUID() + ".csv";
    RegistryFake.keep(PolicyActs.keyOf(subject), path, text);
    String id = declare(subject, plan).statusCode(201).extract().path("id");
    Map<String, Object> body =
        Map.of("kind", "PREDICTIONS", "upload", path, "plan", id, "columns", columns);
    return post("engineer", subject.path() + "/evidence", body)
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static JsonPath ended(String account, String id, String state) {
    await()
        .untilAsserted(
            () ->
                get("engineer", "/api/v1/evidence/" + id)
                    .statusCode(200)
                    .body("evaluation.state", is(state)));
    String body = get(account, "/api/v1/evidence/" + id).extract().asString();
    return JsonPath.from(body).using(new JsonPathConfig(NumberReturnType.DOUBLE));
  }

  private static final Map<String, Object> CLASS_COLUMNS =
      Map.of("label", "y", "prediction", "yhat", "score", "p", "groups", List.of("sex"));
  private static final Map<String, Object> NUMBER_COLUMNS =
      Map.of("label", "y", "prediction", "yhat", "groups", List.of("sex"));
  private static final Map<String, Object> ORDER_COLUMNS = Map.of("label", "y", "score", "p");

  /** Of each class 200 rows of each sex: 160 right, 20 taken for each of the others. */
  private static String animals() {
    StringBuilder rows = new StringBuilder(HEADER);
    List<String> names = List.of("cat", "dog", "owl");
    for (String sex : List.of("f", "m")) {
      for (String label : names) {
        for (String predicted : names) {
          String row = "%s,%s,%s,%s\n".formatted(label, predicted, "0.8", sex);
          rows.append(row.repeat(label.equals(predicted) ? 160 : 20));
        }
      }
    }
    return rows.toString();
  }

  @Test
  void tellOfSeveralClassesEachAgainstTheOthers() {
    Subject subject = registered();

    JsonPath shown = ended("engineer", asked(subject, classes(), CLASS_COLUMNS, animals()), "DONE");

    assertThat(shown.getList("evaluation.claims.verdict"))
        .containsExactly("PASS", "PASS", "PASS", "FAIL", "PASS");
    assertThat(shown.getString("evaluation.claims[3].class_name")).isEqualTo("dog");
    assertThat(shown.getDouble("statistics.find { it.statistic == 'accuracy' && !it.group }.value"))
        .isEqualTo(0.8);
    assertThat(shown.getDouble("statistics.find { it.statistic == 'macro_f1' }.value"))
        .isCloseTo(0.8, within(1e-12));
    assertThat(shown.getMap("statistics.find { it.statistic == 'macro_f1' }"))
        .containsEntry("method", "BOOTSTRAP")
        .containsEntry("verdict", "PASS")
        .containsKeys("ci_low", "ci_high");
    assertThat(shown.getDouble("statistics.find { it.statistic == 'ece_top_label' }.value"))
        .isCloseTo(0, within(1e-12));
    assertThat(shown.getMap("statistics.find { it.class_name == 'dog' && it.verdict }"))
        .containsEntry("statistic", "recall")
        .containsEntry("verdict", "FAIL")
        .containsEntry("n", 400);
    assertThat(shown.getList("statistics.findAll { it.class_name == 'owl' }.statistic"))
        .containsExactly("precision", "recall", "f1");
    assertThat(shown.getList("evaluation.matrix.classes")).containsExactly("cat", "dog", "owl");
    assertThat(shown.getList("evaluation.matrix.rows[0]")).containsExactly(320, 40, 40);
    assertThat(shown.getInt("evaluation.attributes[0].groups[0].tp")).isEqualTo(160);
    assertThat(shown.getInt("evaluation.attributes[0].groups[0].fp")).isEqualTo(40);
  }

  @Test
  void hideTheMatrixWhereACountIsSmall() {
    Subject subject = registered();
    String few = animals().replace("cat,owl,0.8,m\n".repeat(20), "cat,owl,0.8,m\n".repeat(1));
    few = few.replace("cat,owl,0.8,f\n".repeat(20), "cat,owl,0.8,f\n".repeat(2));
    String id = asked(subject, classes(), CLASS_COLUMNS, few);

    JsonPath masked = ended("engineer", id, "DONE");

    assertThat(masked.getBoolean("evaluation.matrix.masked")).isTrue();
    assertThat(masked.<Object>get("evaluation.matrix.rows")).isNull();
    assertThat(masked.getMap("statistics.find { it.statistic == 'accuracy' && !it.group }"))
        .as("no class has a small count against the others")
        .containsKey("value");
    JsonPath whole = ended("auditor", id, "DONE");
    assertThat(whole.getList("evaluation.matrix.rows[0]")).containsExactly(320, 40, 3);
  }

  /** Observed 0 to 99 for each sex and ten times; predictions are 1.4 or 0.2 too high or low. */
  private static String heights(String more) {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int at = 0; at < 2000; at++) {
      int observed = at / 2 % 100;
      double off = (at / 2 % 2 == 0 ? 1.4 : 0.2) * (at % 3 == 0 ? -1 : 1);
      rows.append("%d,%s,,%s\n".formatted(observed, observed + off, "fm".charAt(at % 2)));
    }
    return rows.append(more).toString();
  }

  @Test
  void tellHowFarNumbersAreOff() {
    Subject subject = registered();

    JsonPath shown =
        ended("engineer", asked(subject, numbers(), NUMBER_COLUMNS, heights("")), "DONE");

    assertThat(shown.getList("evaluation.claims.verdict")).containsExactly("PASS", "FAIL", "PASS");
    assertThat(shown.getList("statistics.findAll { !it.attribute }.statistic"))
        .containsExactly("rmse", "mae", "r2");
    assertThat(shown.getDouble("statistics.find { it.statistic == 'rmse' }.value"))
        .isCloseTo(1, within(1e-12));
    // The variance of 0 to 99 is (100^2 - 1) / 12.
    assertThat(shown.getDouble("statistics.find { it.statistic == 'r2' }.value"))
        .isCloseTo(1 - 12 / 9999.0, within(1e-12));
    assertThat(shown.getMap("statistics.find { it.statistic == 'r2' }"))
        .containsEntry("method", "BOOTSTRAP")
        .containsEntry("n", 2000);
    assertThat(shown.getMap("statistics.find { it.statistic == 'mean_error' && it.group == 'f' }"))
        .containsEntry("attribute", "sex")
        .containsEntry("method", "WALD")
        .containsEntry("n", 1000);
    assertThat(shown.getList("evaluation.attributes")).isEmpty();
  }

  @Test
  void hideNumbersOfAFewPeople() {
    Subject subject = registered();
    String id = asked(subject, numbers(), NUMBER_COLUMNS, heights("5,9,,x\n".repeat(9)));

    assertThat(ended("engineer", id, "DONE").getList("statistics.findAll { it.attribute }.reason"))
        .allMatch("MASKED"::equals);
    assertThat(
            ended("auditor", id, "DONE").getList("statistics.findAll { it.group == 'x' }.reason"))
        .containsOnly("GROUP_TOO_SMALL");
  }

  @Test
  void haveNoShareOfVarianceWhereTheTargetIsConstant() {
    Subject subject = registered();
    String rows = HEADER + "7,8,,f\n7,7.5,,f\n".repeat(250) + "7,6,,m\n".repeat(500);

    JsonPath shown = ended("engineer", asked(subject, numbers(), NUMBER_COLUMNS, rows), "DONE");

    assertThat(shown.getString("statistics.find { it.statistic == 'r2' }.reason"))
        .isEqualTo("CONSTANT_TARGET");
    assertThat(shown.getList("evaluation.claims.verdict"))
        .containsExactly("PASS", "FAIL", "UNDEFINED");
  }

  @Test
  void tellHowWellScoresOrder() {
    Subject subject = registered();
    StringBuilder rows = new StringBuilder(HEADER);
    for (int at = 0; at < 400; at++) {
      rows.append("%s,,%d,\n".formatted(at * 7 % 400 < at ? "relevant" : "not", at));
    }

    JsonPath shown =
        ended("engineer", asked(subject, order(), ORDER_COLUMNS, rows.toString()), "DONE");

    assertThat(shown.getList("statistics.statistic"))
        .containsExactly("roc_auc", "average_precision");
    assertThat(shown.getList("statistics.method")).containsExactly("DELONG", "BOOTSTRAP");
    assertThat(shown.getList("evaluation.claims.verdict")).containsExactly("PASS", "FAIL");
  }

  /** 1,000 rows of each score, of which so many are positive; half of each sex. */
  private static String scored(int ofHigh, int ofLow) {
    StringBuilder rows = new StringBuilder(HEADER);
    for (String sex : List.of("f", "m")) {
      for (int at = 0; at < 500; at++) {
        rows.append("%d,,0.8,%s\n".formatted(2 * at < ofHigh ? 1 : 0, sex));
        rows.append("%d,,0.2,%s\n".formatted(2 * at < ofLow ? 1 : 0, sex));
      }
    }
    return rows.toString();
  }

  @Test
  void decideTheRequirementThatAsksForCalibration() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "requirements",
            List.of(
                PolicyActs.requirement("good", null, "claims.performance.verdict == 'PASS'"),
                PolicyActs.requirement("meant", null, "claims.calibration.verdict == 'PASS'")),
            "tiers",
            List.of(Map.of("tier", "HIGH", "calibration", Map.of("ece", 0.05)))));
    classify(subject, Map.of("A5", "YES"));
    submit(subject);
    Map<String, Object> plan =
        new HashMap<>(
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
                List.of(Map.of("name", "sex")),
                "claims",
                List.of(claim("ACCURACY", 0.6), claim("ECE", 0.3))));
    Map<String, Object> columns = Map.of("label", "y", "score", "p", "groups", List.of("sex"));
    requirement(subject, "meant")
        .body("state", is("ERROR"))
        .body(
            "reason", startsWith("INSUFFICIENT_DATA for claims.calibration: ece of at most 0.05"));

    String id = asked(subject, plan, columns, scored(800, 200));
    JsonPath shown = ended("engineer", id, "DONE");

    requirement(subject, "meant")
        .body("state", is("SATISFIED"))
        .body("reason", containsString("ece is PASS: 0.0000 [0.0"))
        .body("values[0].method", is("BOOTSTRAP"))
        .body("evidence", contains(id));
    assertThat(
            shown.getList("statistics.findAll { it.attribute && !it.group && !it.pair }.statistic"))
        .contains("calibration_gap", "ece_group_gap");
    // Another plan's limit is kept, that of the policy is not; what passed does not hide it.
    plan.put("threshold", 0.6);
    ended("engineer", asked(subject, plan, columns, scored(650, 150)), "DONE");
    requirement(subject, "meant")
        .body("state", is("UNSATISFIED"))
        .body("reason", containsString("ece (look 2) is FAIL by the policy, at most 0.05"));
    requirement(subject, "good").body("state", is("SATISFIED"));
  }

  private static ValidatableResponse requirement(Subject subject, String key) {
    return get("engineer", subject.path() + "/requirements")
        .rootPath("requirements.find { it.key == '%s' }".formatted(key));
  }

  static Stream<Arguments> badRows() {
    return Stream.of(
        Arguments.of(classes(), CLASS_COLUMNS, animals() + "cow,cat,0.8,f\n", "UNKNOWN_LABEL"),
        Arguments.of(classes(), CLASS_COLUMNS, animals() + "cat,cow,0.8,f\n", "UNKNOWN_LABEL"),
        Arguments.of(classes(), CLASS_COLUMNS, animals() + "cat,cat,1.2,f\n", "OUT_OF_RANGE"),
        Arguments.of(
            classes(), CLASS_COLUMNS, HEADER + "cat,cat,0.2,f\n".repeat(40), "SINGLE_CLASS"),
        Arguments.of(
            classes(),
            CLASS_COLUMNS,
            HEADER + "dog,owl,0.2,f\n".repeat(40) + "owl,dog,0.2,m\n".repeat(40),
            "SINGLE_CLASS"),
        Arguments.of(
            classes(),
            CLASS_COLUMNS,
            HEADER + "dog,dog,0.2,f\nowl,owl,0.2,f\n".repeat(20),
            "SINGLE_CLASS"),
        Arguments.of(numbers(), NUMBER_COLUMNS, heights("inf,1,,f\n"), "NOT_FINITE"),
        Arguments.of(numbers(), NUMBER_COLUMNS, heights("1,nan,,f\n"), "NOT_FINITE"),
        Arguments.of(numbers(), NUMBER_COLUMNS, heights("tall,1,,f\n"), "WRONG_TYPE"),
        Arguments.of(numbers(), NUMBER_COLUMNS, heights(",1,,f\n"), "MISSING_VALUE"),
        Arguments.of(numbers(), NUMBER_COLUMNS, heights("1e300,1,,f\n"), "OUT_OF_RANGE"),
        Arguments.of(numbers(), NUMBER_COLUMNS, HEADER, "EMPTY_TABLE"));
  }

  @ParameterizedTest(name = "{3}")
  @MethodSource("badRows")
  void leaveNothingButWhyWhereTheFileIsBad(
      Map<String, Object> plan, Map<String, Object> columns, String text, String code) {
    Subject subject = registered();

    JsonPath shown = ended("engineer", asked(subject, plan, columns, text), "FAILED");

    assertThat(shown.getString("evaluation.failure.code")).isEqualTo(code);
    get("engineer", subject.path() + "/evidence").body("items", hasSize(0));
  }

  private static Map<String, Object> with(
      Map<String, Object> plan, String member, @Nullable Object value) {
    plan.put(member, value);
    return plan;
  }

  static Stream<Arguments> badPlans() {
    return Stream.of(
        Arguments.of(with(classes(), "negative_class", "x"), "/negative_class", "NOT_ALLOWED"),
        Arguments.of(with(classes(), "threshold", 0.5), "/threshold", "NOT_ALLOWED"),
        Arguments.of(with(classes(), "classes", null), "/classes", "REQUIRED"),
        Arguments.of(with(classes(), "classes", List.of("cat", "cat")), "/classes", "DUPLICATE"),
        Arguments.of(with(classes(), "positive_class", null), "/positive_class", "REQUIRED"),
        Arguments.of(with(classes(), "positive_class", "cow"), "/positive_class", "UNKNOWN_CLASS"),
        Arguments.of(
            with(classes(), "favourable_label", "dog"), "/favourable_label", "UNKNOWN_CLASS"),
        Arguments.of(
            with(classes(), "claims", List.of(claim("RECALL", 0.5))),
            "/claims/0/class_name",
            "REQUIRED"),
        Arguments.of(
            with(classes(), "claims", List.of(claim("NPV", 0.5))),
            "/claims/0/statistic",
            "NOT_OF_TASK"),
        Arguments.of(
            with(classes(), "claims", List.of(claim("ECE_TOP_LABEL", 0.1))),
            "/claims",
            "NO_PERFORMANCE"),
        Arguments.of(
            with(classes(), "probabilities", false), "/claims/2/statistic", "NO_PROBABILITIES"),
        Arguments.of(with(classes(), "confidence", 0.9533), "/confidence", "NO_RANK"),
        Arguments.of(with(numbers(), "positive_class", "1"), "/positive_class", "NOT_ALLOWED"),
        Arguments.of(with(numbers(), "probabilities", true), "/probabilities", "NOT_ALLOWED"),
        Arguments.of(
            with(numbers(), "claims", List.of(claim("RMSE", -1))),
            "/claims/0/limit",
            "OUT_OF_RANGE"),
        Arguments.of(
            with(numbers(), "claims", List.of(claim("R2", 1.1))),
            "/claims/0/limit",
            "OUT_OF_RANGE"),
        Arguments.of(
            with(order(), "attributes", List.of(Map.of("name", "sex"))),
            "/attributes",
            "NOT_ALLOWED"),
        Arguments.of(with(order(), "task", "OTHER"), "/task", "UNKNOWN_VALUE"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("badPlans")
  void haveNoPlanThatDoesNotFitTheTask(Map<String, Object> plan, String pointer, String code) {
    declare(registered(), plan)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  static Stream<Arguments> badColumns() {
    return Stream.of(
        Arguments.of(order(), Map.of("label", "y", "prediction", "yhat"), "NOT_ALLOWED"),
        Arguments.of(order(), Map.of("label", "y"), "REQUIRED"),
        Arguments.of(numbers(), with(new HashMap<>(NUMBER_COLUMNS), "score", "p"), "NOT_ALLOWED"),
        Arguments.of(
            classes(), Map.of("label", "y", "score", "p", "groups", List.of("sex")), "REQUIRED"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("badColumns")
  void areNotBegunWithColumnsThatDoNotFit(
      Map<String, Object> plan, Map<String, Object> columns, String code) {
    Subject subject = registered();
    RegistryFake.keep(PolicyActs.keyOf(subject), "t.csv", animals());
    String id = declare(subject, plan).statusCode(201).extract().path("id");
    Map<String, Object> body =
        Map.of("kind", "PREDICTIONS", "upload", "t.csv", "plan", id, "columns", columns);

    post("engineer", subject.path() + "/evidence", body)
        .statusCode(422)
        .body("errors.code", hasItem(code));
  }
}
