package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.review.OwnerSql;
import org.assay.review.PolicyActs;
import org.assay.review.RegistryFake;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.Evaluations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions become evidence by a plan that is older, or nothing of them is kept. */
@QuarkusTest
class EvaluationIT extends ReviewTestCase {

  private static final String HEADER = "id,y,p,sex\n";

  @Inject EventLog log;
  @Inject Evaluations evaluations;

  /** So many rows of a group that were observed and predicted alike. */
  private static String rows(String sex, int tp, int fp, int tn, int fn) {
    return row(sex, "1,0.9", tp)
        + row(sex, "0,0.8", fp)
        + row(sex, "0,0.1", tn)
        + row(sex, "1,0.2", fn);
  }

  private static String row(String sex, String rest, int times) {
    StringBuilder rows = new StringBuilder();
    for (int at = 0; at < times; at++) {
      rows.append(UUID.randomUUID()).append(',').append(rest).append(',').append(sex).append('\n');
    }
    return rows.toString();
  }

  /** Women and men alike: TP 45, FP 15, TN 35, FN 15 of each 110, times so much. */
  private static String alike(int times) {
    return HEADER
        + rows("f", 45 * times, 15 * times, 35 * times, 15 * times)
        + rows("m", 45 * times, 15 * times, 35 * times, 15 * times);
  }

  private static Map<String, Object> plan() {
    return new HashMap<>(
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
            List.of(
                Map.of("statistic", "ACCURACY", "limit", 0.65),
                Map.of(
                    "statistic",
                    "EQUAL_OPPORTUNITY_DIFFERENCE",
                    "limit",
                    0.2,
                    "attribute",
                    "sex"))));
  }

  private static ValidatableResponse declare(Subject subject, Object plan) {
    return post("engineer", subject.path() + "/evaluation-plans", plan);
  }

  private static String planned(Subject subject) {
    return declare(subject, plan()).statusCode(201).extract().path("id");
  }

  private static String keep(Subject subject, String path, String text) {
    RegistryFake.keep(PolicyActs.keyOf(subject), path, text);
    return path;
  }

  private static Map<String, Object> predictions(String plan, String upload) {
    return new HashMap<>(
        Map.of(
            "kind",
            "PREDICTIONS",
            "upload",
            upload,
            "plan",
            plan,
            "columns",
            Map.of("label", "y", "score", "p", "groups", List.of("sex"), "row_id", "id")));
  }

  private static ValidatableResponse ask(Subject subject, Object body) {
    return post("engineer", subject.path() + "/evidence", body);
  }

  private static String asked(Subject subject, Object body) {
    return ask(subject, body).statusCode(201).extract().path("id");
  }

  private static JsonPath shown(String account, String id) {
    String body = get(account, "/api/v1/evidence/" + id).statusCode(200).extract().asString();
    return JsonPath.from(body).using(new JsonPathConfig(NumberReturnType.DOUBLE));
  }

  private static void awaitState(String id, String state) {
    await()
        .untilAsserted(
            () ->
                get("engineer", "/api/v1/evidence/" + id)
                    .statusCode(200)
                    .body("evaluation.state", is(state)));
  }

  private static String evaluated(Subject subject, String plan, String text) {
    String id = asked(subject, predictions(plan, keep(subject, UUID.randomUUID() + ".csv", text)));
    awaitState(id, "DONE");
    return id;
  }

  @Test
  void becomeEvidenceThatThePlanJudges() {
    Subject subject = registered();
    String plan =
        declare(subject, plan())
            .statusCode(201)
            .body("number", is(1))
            .body("digest", startsWith("sha256:"))
            .body("plan.favourable_label", is("1"))
            .body("plan.confidence", is(0.95f))
            .body("plan.group_rows", is(30))
            .extract()
            .path("id");
    String upload = keep(subject, "predictions/test.csv", alike(4));

    String id =
        ask(subject, predictions(plan, upload))
            .statusCode(201)
            .body("kind", is("PREDICTIONS"))
            .body("origin", is("COMPUTED"))
            .body("digest", matchesPattern("sha256:[0-9a-f]{64}"))
            .body("evaluation.look", is(1))
            .body("evaluation.purpose", is("EVALUATION"))
            .body("evaluation.keep_until", is("2999-01-01T00:00:00Z"))
            .extract()
            .path("id");
    awaitState(id, "DONE");

    JsonPath shown = shown("engineer", id);
    assertThat(shown.getInt("evaluation.progress")).isEqualTo(100);
    assertThat(shown.getInt("evaluation.profile.rows")).isEqualTo(880);
    assertThat(shown.getList("evaluation.claims.verdict")).containsExactly("PASS", "PASS");
    assertThat(shown.getMap("statistics.find { it.statistic == 'accuracy' && !it.group }"))
        .containsEntry("verdict", "PASS")
        .containsEntry("n", 880)
        .containsEntry("method", "WILSON");
    assertThat(shown.getDouble("statistics.find { it.statistic == 'accuracy' }.value"))
        .isCloseTo(640 / 880.0, within(1e-12));
    assertThat(shown.getMap("statistics.find { it.statistic == 'roc_auc' }"))
        .containsKeys("ci_low", "ci_high")
        .containsEntry("method", "DELONG");
    assertThat(shown.getMap("statistics.find { it.statistic == 'recall' && it.group == 'f' }"))
        .containsEntry("attribute", "sex")
        .containsEntry("n", 240);
    assertThat(shown.getMap("statistics.find { it.statistic == 'recall' && it.pair }"))
        .containsKeys("z", "p_value", "p_adjusted");
    assertThat(shown.getInt("evaluation.attributes[0].groups[0].tp")).isEqualTo(180);
    get("engineer", subject.path() + "/evidence?current=true").body("items.id", contains(id));
    assertThat(events(shown.getString("id"))).contains("org.assay.review.evidence.added.v1");
    assertThat(ask(subject, predictions(plan, upload)).statusCode(201).extract().<String>path("id"))
        .as("the same data by the same plan are evaluated once")
        .isEqualTo(id);
  }

  private List<String> events(String id) {
    return log.history(UUID.fromString(id), 0, 10).stream().map(LoggedEvent::type).toList();
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("", "EMPTY_TABLE"),
        Arguments.of(HEADER, "EMPTY_TABLE"),
        Arguments.of(alike(1) + "x,1,NaN,f\n", "NOT_FINITE"),
        Arguments.of(alike(1) + "x,7,0.5,f\n", "UNKNOWN_LABEL"),
        Arguments.of(alike(1) + "x,1,0.5,f\nx,1,0.5,f\n", "DUPLICATE_ROW_ID"),
        Arguments.of(alike(1).replace("sex", "gender"), "UNKNOWN_COLUMN"),
        Arguments.of(alike(1) + "x,1", "NOT_A_TABLE"),
        Arguments.of("PAR1" + alike(1), "NOT_A_TABLE"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badFiles")
  void leaveNothingButWhyWhereTheFileIsBad(String text, String code) {
    Subject subject = registered();

    String id = asked(subject, predictions(planned(subject), keep(subject, "bad.csv", text)));

    awaitState(id, "FAILED");
    get("engineer", "/api/v1/evidence/" + id)
        .body("evaluation.failure.code", is(code))
        .body("evaluation.failure.detail", not(containsString("0.9")))
        .body("evaluation.keep_until", nullValue())
        .body("statistics", nullValue())
        .body("evaluation.claims", hasSize(0));
    get("engineer", subject.path() + "/evidence").body("items", hasSize(0));
    ask(subject, predictions(planned2(subject), keep(subject, "good.csv", alike(4))))
        .statusCode(201)
        .body("evaluation.look", is(2));
    get("engineer", subject.path() + "/evaluation-plans")
        .body("items[1].looks.state", contains("FAILED"))
        .body("items[1].looks.evidence_id", contains(id));
  }

  @Test
  void areEvaluatedAnewOnceTheirRecordIsSuperseded() {
    Subject subject = registered();
    String plan = planned(subject);
    Map<String, Object> first = predictions(plan, keep(subject, "a.csv", alike(4)));
    String one = asked(subject, first);
    awaitState(one, "DONE");
    assertThat(asked(subject, first)).isEqualTo(one);
    Map<String, Object> second = predictions(plan, keep(subject, "b.csv", alike(5)));
    second.put("supersedes", one);
    String two = asked(subject, second);
    awaitState(two, "DONE");
    first.put("supersedes", two);

    String three = asked(subject, first);

    assertThat(three).isNotEqualTo(one);
    awaitState(three, "DONE");
    first.remove("supersedes");
    assertThat(asked(subject, first)).isEqualTo(three);
    get("engineer", "/api/v1/evidence/" + three)
        .body("evaluation.look", is(3))
        .body("digest", is(read("engineer", "/api/v1/evidence/" + one).getString("digest")));
  }

  @Test
  void areNotBroughtBackOverAFailure() {
    Subject subject = registered();
    String plan = planned(subject);
    Map<String, Object> passed = predictions(plan, keep(subject, "a.csv", alike(20)));
    Map<String, Object> failed =
        predictions(
            plan, keep(subject, "b.csv", HEADER + rows("f", 9, 90, 9, 9) + rows("m", 9, 90, 9, 9)));
    failed.put("supersedes", done(subject, passed));
    String failure = done(subject, failed);
    passed.put("supersedes", failure);
    ask(subject, passed)
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"))
        .body("detail", containsString("look 2 fails since"));
    Map<String, Object> rearranged = new HashMap<>(passed);
    rearranged.put("columns", Map.of("label", "y", "score", "p", "groups", List.of("sex")));
    ask(subject, rearranged).statusCode(409).body("detail", containsString("look 2 fails since"));
    Map<String, Object> other = predictions(plan, keep(subject, "c.csv", alike(21)));
    other.put("supersedes", failure);
    passed.put("supersedes", done(subject, other));

    ask(subject, passed).statusCode(409).body("detail", containsString("look 2 fails since"));
  }

  /** A record of the same file is made anew whatever else failed, but not over other columns. */
  @Test
  void areMadeAnewOfTheSameFile() {
    Subject subject = registered();
    String plan = planned(subject);
    String bad = HEADER + rows("f", 9, 90, 9, 9) + rows("m", 9, 90, 9, 9);
    Map<String, Object> passed = predictions(plan, keep(subject, "a.csv", withGuess(alike(20))));
    String first = done(subject, passed);
    done(subject, predictions(plan, keep(subject, "b.csv", bad)));
    Map<String, Object> rearranged = new HashMap<>(passed);
    rearranged.put("columns", Map.of("label", "y", "score", "p", "groups", List.of("sex")));
    rearranged.put("supersedes", first);
    String anew = done(subject, rearranged);
    passed.put("supersedes", anew);
    String again = done(subject, passed);
    Map<String, Object> guessed = new HashMap<>(passed);
    guessed.put("columns", Map.of("label", "y", "score", "q", "groups", List.of("sex")));
    guessed.put("supersedes", again);
    String failure = done(subject, guessed);
    rearranged.put("supersedes", failure);

    ask(subject, rearranged)
        .statusCode(409)
        .body("detail", containsString("Look 1 was of the same file"))
        .body("detail", containsString("look 5 fails since"));
  }

  /** A second column of scores, which is 0.4 for everybody. */
  private static String withGuess(String table) {
    return table
        .lines()
        .map(line -> line + (line.startsWith("id,") ? ",q" : ",0.4"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void areNotBroughtBackOverWhatThePolicyFails() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "requirements",
            List.of(PolicyActs.requirement("fair", null, "claims.fairness.verdict == 'PASS'")),
            "tiers",
            List.of(
                Map.of(
                    "tier",
                    "HIGH",
                    "fairness",
                    Map.of(
                        "group_rows",
                        100,
                        "group_conditioned",
                        30,
                        "criteria",
                        List.of(
                            Map.of(
                                "any_of",
                                List.of(
                                    Map.of(
                                        "statistic",
                                        "DEMOGRAPHIC_PARITY_RATIO",
                                        "limit",
                                        0.9)))))))));
    classify(subject, Map.of("A5", "YES"));
    String plan = planned(subject);
    Map<String, Object> fair = predictions(plan, keep(subject, "a.csv", alike(10)));
    Map<String, Object> unfair =
        predictions(
            plan,
            keep(
                subject,
                "b.csv",
                HEADER + rows("f", 450, 150, 350, 150) + rows("m", 450, 20, 480, 150)));
    unfair.put("supersedes", done(subject, fair));
    fair.put("supersedes", done(subject, unfair));

    ask(subject, fair)
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"))
        .body("detail", containsString("the record that it is to supersede fails since"));
  }

  private static String done(Subject subject, Object body) {
    String id = asked(subject, body);
    awaitState(id, "DONE");
    return id;
  }

  /** Another plan than {@link #plan()} of the same version. */
  private static String planned2(Subject subject) {
    Map<String, Object> other = plan();
    other.put("threshold", 0.6);
    return declare(subject, other).statusCode(201).body("number", is(2)).extract().path("id");
  }

  @Test
  void decideTheRequirementsThatAskForThem() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "requirements",
            List.of(
                PolicyActs.requirement("good", null, "claims.performance.verdict == 'PASS'"),
                PolicyActs.requirement("fair", null, "claims.fairness.verdict == 'PASS'")),
            "tiers",
            List.of(
                Map.of(
                    "tier",
                    "HIGH",
                    "fairness",
                    Map.of(
                        "group_rows",
                        100,
                        "group_conditioned",
                        30,
                        "attributes",
                        List.of("sex"),
                        "criteria",
                        List.of(
                            Map.of(
                                "any_of",
                                List.of(
                                    Map.of(
                                        "statistic",
                                        "DEMOGRAPHIC_PARITY_RATIO",
                                        "limit",
                                        0.7)))))))));
    classify(subject, Map.of("A5", "YES"));
    submit(subject);
    String plan = planned(subject);
    requirement(subject, "good")
        .body("state", is("ERROR"))
        .body("reason", startsWith("INSUFFICIENT_DATA for claims.performance: "));
    requirement(subject, "fair").body("state", is("ERROR"));

    String id = evaluated(subject, plan, alike(20));

    requirement(subject, "good")
        .body("state", is("SATISFIED"))
        .body("reason", containsString("accuracy is PASS: 0.7273 ["))
        .body("evidence", contains(id))
        .body("values[0].limit", is(0.65f))
        .body("values[0].method", is("WILSON"));
    requirement(subject, "fair")
        .body("state", is("SATISFIED"))
        .body("reason", containsString("demographic_parity_ratio of sex is PASS"))
        .body("reason", containsString("equal_opportunity_difference of sex is PASS"));
    // A further look that fails is not hidden by the one that passed, nor can it be superseded
    // away.
    String worse =
        evaluated(
            subject, plan, HEADER + rows("f", 900, 900, 300, 900) + rows("m", 900, 300, 700, 300));
    requirement(subject, "good")
        .body("state", is("UNSATISFIED"))
        .body("reason", containsString("accuracy (look 2) is FAIL"));
    Map<String, Object> document =
        Map.of(
            "kind",
            "DOCUMENT",
            "title",
            "Forget it",
            "digest",
            Subject.freshDigest(),
            "supersedes",
            worse);
    ask(subject, document).statusCode(409).body("code", is("EVIDENCE_REFUSED"));
    Map<String, Object> other =
        predictions(planned2(subject), keep(subject, "again.csv", alike(21)));
    other.put("supersedes", worse);
    ask(subject, other).statusCode(409).body("code", is("EVIDENCE_REFUSED"));
    other.put("plan", plan);
    awaitState(asked(subject, other), "DONE");
    requirement(subject, "good").body("state", is("SATISFIED"));
  }

  private static ValidatableResponse requirement(Subject subject, String key) {
    return get("engineer", subject.path() + "/requirements")
        .rootPath("requirements.find { it.key == '%s' }".formatted(key));
  }

  @Test
  void hideAnAttributeWithSmallCountsFromReadersWithoutTheRight() {
    Subject subject = registered();
    String id = evaluated(subject, planned(subject), alike(4) + rows("x", 20, 9, 20, 20));

    JsonPath masked = shown("engineer", id);
    assertThat(masked.getList("statistics.findAll { it.attribute == 'sex' }.reason"))
        .allMatch("MASKED"::equals);
    assertThat(masked.getList("statistics.findAll { it.attribute == 'sex' }.value"))
        .containsOnlyNulls();
    assertThat(masked.getBoolean("evaluation.attributes[0].masked")).isTrue();
    assertThat(masked.getList("evaluation.attributes[0].groups.tp")).containsOnlyNulls();
    assertThat(masked.getMap("statistics.find { it.statistic == 'accuracy' && !it.attribute }"))
        .containsKey("value");
    JsonPath whole = shown("auditor", id);
    assertThat(whole.getList("statistics.reason")).doesNotContain("MASKED");
    assertThat(whole.getInt("evaluation.attributes[0].groups.find { it.name == 'x' }.fp"))
        .isEqualTo(9);
  }

  @Test
  void endWithoutAResultWhereSomebodyCancelsThem() {
    Subject subject = registered();
    String id = asked(subject, predictions(planned(subject), keep(subject, "held.csv", alike(4))));
    awaitState(id, "RUNNING");

    post("engineer-2", "/api/v1/evidence/" + id + "/cancellations", "").statusCode(403);
    post("engineer", "/api/v1/evidence/" + id + "/cancellations", "").statusCode(201);

    letGoUntil(id, "CANCELLED");
    get("engineer", subject.path() + "/evidence").body("items", hasSize(0));
    post("engineer", "/api/v1/evidence/" + id + "/cancellations", "")
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"));
  }

  /** As after the death of the process that computed it: its lease lapses, and nobody renews it. */
  @Test
  void areMadeByAnotherWhereTheirWorkerIsGone() {
    Subject subject = registered();
    String id =
        asked(subject, predictions(planned(subject), keep(subject, "held-2.csv", alike(4))));
    awaitState(id, "RUNNING");
    lapse(id);

    letGoUntil(id, "DONE");

    get("engineer", subject.path() + "/evidence").body("items.id", contains(id));
    assertThat(events(id)).containsExactly("org.assay.review.evidence.added.v1");
  }

  /** The many of one project would else hold up the few of another. */
  @Test
  void takeTurnsByProject() {
    Subject many = registered();
    String plan = planned(many);
    int workers = Runtime.getRuntime().availableProcessors();
    for (int at = 0; at < workers; at++) {
      String held = keep(many, "held-%d.csv".formatted(at), alike(4 + at));
      awaitState(asked(many, predictions(plan, held)), "RUNNING");
    }
    // As many as may begin at once when the workers are free, of which one is another project's.
    String last = "";
    for (int at = 0; at < workers; at++) {
      String more = keep(many, "more-%d.csv".formatted(at), alike(4 + workers + at));
      last = asked(many, predictions(plan, more));
    }
    Subject few = registered();
    String only = asked(few, predictions(planned(few), keep(few, "only.csv", alike(4))));

    letGoUntil(last, "DONE");

    awaitState(only, "DONE");
    assertThat(startedAt(only)).isBefore(startedAt(last));
  }

  private static Instant startedAt(String id) {
    return Instant.parse(
        read("engineer", "/api/v1/evidence/" + id).getString("evaluation.started_at"));
  }

  private static void letGoUntil(String id, String state) {
    await()
        .untilAsserted(
            () -> {
              RegistryFake.letGo();
              get("engineer", "/api/v1/evidence/" + id).body("evaluation.state", is(state));
            });
  }

  private static void lapse(String id) {
    OwnerSql.execute(
        """
        update evaluation
           set worker = gen_random_uuid(), lease_until = clock_timestamp() - interval '1s'
         where evidence_id = ?
        """,
        UUID.fromString(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer-2", "ethics-reviewer", "auditor", "lead-2"})
  void areAskedForByContributorsOnly(String account) {
    Subject subject = registered();
    String plan = planned(subject);

    post(account, subject.path() + "/evaluation-plans", plan()).statusCode(403);
    post(account, subject.path() + "/evidence", predictions(plan, "test.csv")).statusCode(403);
    get(account, "/api/v1/evaluation-plans/" + plan).statusCode(200);
  }

  static Stream<Arguments> badPlans() {
    return Stream.of(
        Arguments.of("negative_class", "1", "/negative_class", "SAME_CLASS"),
        Arguments.of("positive_class", null, "/positive_class", "REQUIRED"),
        Arguments.of("favourable_label", "2", "/favourable_label", "UNKNOWN_CLASS"),
        Arguments.of("confidence", 0.9, "/confidence", "BELOW_TIER"),
        Arguments.of("group_rows", 5, "/group_rows", "BELOW_TIER"),
        Arguments.of("attributes", List.of(), "/claims/1/attribute", "UNKNOWN_ATTRIBUTE"),
        Arguments.of(
            "intersections",
            List.of(List.of("sex", "age")),
            "/intersections/0",
            "UNKNOWN_ATTRIBUTE"),
        Arguments.of(
            "claims",
            List.of(Map.of("statistic", "FPR_GAP", "limit", 0.1, "attribute", "sex")),
            "/claims",
            "NO_PERFORMANCE"),
        Arguments.of(
            "claims",
            List.of(Map.of("statistic", "KAPPA", "limit", 0.1)),
            "/claims/0/statistic",
            "UNKNOWN_VALUE"),
        Arguments.of(
            "claims",
            List.of(Map.of("statistic", "RECALL", "limit", 1.1)),
            "/claims/0/limit",
            "OUT_OF_RANGE"),
        Arguments.of(
            "claims",
            List.of(Map.of("statistic", "RECALL", "limit", 0)),
            "/claims/0/limit",
            "ASKS_NOTHING"),
        Arguments.of(
            "claims",
            List.of(Map.of("statistic", "FPR", "limit", 1)),
            "/claims/0/limit",
            "ASKS_NOTHING"),
        Arguments.of(
            "claims",
            List.of(Map.of("statistic", "ROC_AUC", "limit", 0.5)),
            "/claims/0/limit",
            "ASKS_NOTHING"),
        Arguments.of("seed", 42, "/seed", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{2} {3}")
  @MethodSource("badPlans")
  void haveNoPlanThatDoesNotFitTogether(
      String member, @Nullable Object value, String pointer, String code) {
    Subject subject = registered();
    Map<String, Object> plan = plan();
    plan.put(member, value);

    declare(subject, plan)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
    get("engineer", subject.path() + "/evaluation-plans").body("items", hasSize(0));
  }

  @Test
  void haveEachPlanOnce() {
    Subject subject = registered();
    String plan = planned(subject);

    declare(subject, plan()).statusCode(409).body("detail", containsString(plan));
    planned2(subject);
    get("engineer", subject.path() + "/evaluation-plans").body("items.number", contains(2, 1));
  }

  static Stream<Arguments> badRequests() {
    Map<String, Object> columns = Map.of("label", "y", "score", "p", "groups", List.of("sex"));
    return Stream.of(
        Arguments.of("upload", "none.csv", "/upload", "UNKNOWN_FILE"),
        Arguments.of("upload", null, "/upload", "REQUIRED"),
        Arguments.of("plan", UUID.randomUUID().toString(), "/plan", "UNKNOWN_PLAN"),
        Arguments.of("digest", Subject.freshDigest(), "/digest", "NOT_ALLOWED"),
        Arguments.of("columns", with(columns, "weight", "w"), "/columns/weight", "NOT_SUPPORTED"),
        Arguments.of(
            "columns", with(columns, "groups", List.of()), "/columns/groups", "NOT_AS_PLANNED"),
        Arguments.of(
            "columns", with(columns, "prediction", "y"), "/columns/prediction", "DUPLICATE"),
        Arguments.of(
            "columns",
            Map.of("label", "y", "groups", List.of("sex")),
            "/columns/prediction",
            "REQUIRED"));
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  @ParameterizedTest(name = "{2} {3}")
  @MethodSource("badRequests")
  void areNotBegunWhereSomethingIsMissing(
      String member, @Nullable Object value, String pointer, String code) {
    Subject subject = registered();
    Map<String, Object> body = predictions(planned(subject), keep(subject, "t.csv", alike(1)));
    body.put(member, value);

    ask(subject, body)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", everyItem(is(code)));
  }

  @Test
  void keepAFileForWhatIsEvaluatedOnly() {
    Subject subject = registered();
    String project = PolicyActs.keyOf(subject);
    String upload = keep(subject, "once.csv", alike(4));
    Map<String, Object> other = new HashMap<>(plan());
    other.put("data_digest", Subject.freshDigest());
    String plan = declare(subject, other).statusCode(201).extract().path("id");
    ask(subject, predictions(plan, upload))
        .statusCode(422)
        .body("errors.code", contains("NOT_THE_PLANNED_DATA"));
    assertThat(RegistryFake.uses(project, upload)).as("of what is refused").isZero();
    Map<String, Object> body = predictions(planned2(subject), upload);
    String id = asked(subject, body);
    awaitState(id, "DONE");
    assertThat(asked(subject, body)).isEqualTo(id);

    assertThat(RegistryFake.uses(project, upload)).as("of what is asked twice").isOne();
  }

  @Test
  void stateTheSameUseWhereTheAnswerWasLost() {
    Subject subject = registered();
    String upload = keep(subject, "lost.csv", alike(4));
    Map<String, Object> body = predictions(planned(subject), upload);
    RegistryFake.loseNextUse();
    ask(subject, body).statusCode(503).body("code", is("REGISTRY_AWAY"));

    awaitState(asked(subject, body), "DONE");

    assertThat(RegistryFake.uses(PolicyActs.keyOf(subject), upload)).isOne();
  }

  @Test
  void tellTheRegistryWhichUseCameToNothing() {
    Subject subject = registered();
    String id = asked(subject, predictions(planned(subject), keep(subject, "bad.csv", "")));
    awaitState(id, "FAILED");

    Evaluation failed = evaluations.ofEvidence(UUID.fromString(id)).orElseThrow();

    LoggedEvent told = log.history(failed.id(), 0, 10).getLast();
    assertThat(told.type()).isEqualTo("org.assay.review.evaluation.failed.v1");
    assertThat(UUID.fromString(told.data().path("use_id").asText())).isNotNull();
  }

  @Test
  void waitForTheRegistry() {
    Subject subject = registered();
    String plan = planned(subject);
    RegistryFake.away();
    try {
      ask(subject, predictions(plan, "t.csv")).statusCode(503).body("code", is("REGISTRY_AWAY"));
    } finally {
      RegistryFake.back();
    }
  }
}
