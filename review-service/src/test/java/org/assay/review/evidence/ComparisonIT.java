package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.assay.review.OwnerSql;
import org.assay.review.PolicyActs;
import org.assay.review.RegistryFake;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A version is compared with the one that is released, on the same rows, or with a baseline. */
@QuarkusTest
class ComparisonIT extends ReviewTestCase {

  private static final Map<String, Object> COMPARISON =
      Map.of("primary", "ACCURACY", "guards", List.of("ROC_AUC", "BRIER"), "margin", 0.02);

  /** 800 rows, of which a model is right on so many of 200 of each sex and label. */
  private static String table(int right) {
    return table(right, 40);
  }

  private static String table(int right, int baseline) {
    StringBuilder rows = new StringBuilder("id,y,p,sex,base\n");
    for (String sex : List.of("f", "m")) {
      for (String label : List.of("1", "0")) {
        for (int at = 0; at < 200; at++) {
          boolean positive = label.equals("1");
          rows.append(
              "%s-%s-%d,%s,%s,%s,%s\n"
                  .formatted(
                      sex,
                      label,
                      at,
                      label,
                      positive == at < right ? "0.8" : "0.2",
                      sex,
                      positive == at < baseline ? "0.7" : "0.3"));
        }
      }
    }
    return rows.toString();
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
            List.of(Map.of("statistic", "ACCURACY", "limit", 0.5))));
  }

  private static Map<String, Object> comparing(Map<String, Object> comparison) {
    Map<String, Object> plan = plan();
    plan.put("comparison", comparison);
    return plan;
  }

  private static ValidatableResponse declare(Subject subject, Object plan) {
    return post("engineer", subject.path() + "/evaluation-plans", plan);
  }

  private static String planned(Subject subject, Object plan) {
    return declare(subject, plan).statusCode(201).extract().path("id");
  }

  private static Map<String, Object> columns(String... baseline) {
    Map<String, Object> columns =
        new HashMap<>(Map.of("label", "y", "score", "p", "groups", List.of("sex"), "row_id", "id"));
    for (String name : baseline) {
      columns.put(name, "base");
    }
    return columns;
  }

  private static Map<String, Object> predictions(Subject subject, String plan, String text) {
    String path = UUID.randomUUID() + ".csv";
    RegistryFake.keep(PolicyActs.keyOf(subject), path, text);
    return new HashMap<>(
        Map.of("kind", "PREDICTIONS", "upload", path, "plan", plan, "columns", columns()));
  }

  private static Map<String, Object> against(
      Subject subject, String plan, String text, String champion) {
    Map<String, Object> body = predictions(subject, plan, text);
    body.put("champion", champion);
    return body;
  }

  private static ValidatableResponse ask(Subject subject, Object body) {
    return post("engineer", subject.path() + "/evidence", body);
  }

  private static String ended(Subject subject, Object body, String state) {
    String id = ask(subject, body).statusCode(201).extract().path("id");
    await()
        .untilAsserted(
            () -> get("engineer", "/api/v1/evidence/" + id).body("evaluation.state", is(state)));
    return id;
  }

  /** A version that is released on its predictions of these rows; with their record. */
  private record Released(Subject subject, String evidence) {}

  private static Released champion(int right) {
    Subject first = registered();
    String evidence =
        ended(first, predictions(first, planned(first, plan()), table(right)), "DONE");
    submit(first);
    reviewed(first);
    return new Released(first, evidence);
  }

  private static void reviewed(Subject subject) {
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
  }

  private static Subject another(Subject first, int number) {
    Subject other =
        new Subject(
            first.projectId(),
            first.modelId(),
            first.model(),
            number,
            Subject.freshDigest(),
            List.of("engineer"),
            "engineer");
    tell(REGISTRY, List.of(other.drafted(), other.registered()));
    await().untilAsserted(() -> get("engineer", other.path() + "/requirements").statusCode(200));
    return other;
  }

  private static void govern(Subject subject) {
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "requirements",
            List.of(PolicyActs.requirement("better", null, "claims.comparison.verdict == 'PASS'")),
            "tiers",
            List.of(Map.of("tier", "HIGH", "comparison", Map.of("margin", 0.02)))));
    classify(subject, Map.of("A5", "YES"));
  }

  private static ValidatableResponse better(Subject subject) {
    return get("engineer", subject.path() + "/requirements")
        .rootPath("requirements.find { it.key == 'better' }");
  }

  @Test
  void takesThePlaceOfTheVersionThatIsReleased() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    govern(second);
    submit(second);
    better(second)
        .body("state", is("ERROR"))
        .body("reason", startsWith("INSUFFICIENT_DATA for claims.comparison: "))
        .body("reason", containsString("version 1, which is released"));
    String plan =
        declare(second, comparing(COMPARISON))
            .statusCode(201)
            .body("plan.comparison.by_group", is(true))
            .body("plan.comparison.superior", is(false))
            .extract()
            .path("id");

    String better = ended(second, against(second, plan, table(170), first.evidence()), "DONE");

    JsonPath shown = read("auditor", "/api/v1/evidence/" + better);
    assertThat(shown.getString("evaluation.champion")).isEqualTo(first.evidence());
    assertThat(shown.getMap("evaluation.comparison.champion"))
        .containsEntry("version", 1)
        .containsEntry("evidence", first.evidence())
        .containsEntry(
            "digest", read("auditor", "/api/v1/evidence/" + first.evidence()).getString("digest"));
    assertThat(shown.getList("evaluation.comparison.results.statistic"))
        .containsExactly("accuracy", "roc_auc", "brier", "accuracy", "accuracy");
    assertThat(shown.getList("evaluation.comparison.results.decision")).containsOnly("SUPERIOR");
    assertThat(shown.getMap("evaluation.comparison.results[0]"))
        .containsEntry("champion", 0.75f)
        .containsEntry("challenger", 0.85f)
        .containsEntry("difference", 0.1f)
        .containsEntry("method", "BONETT_PRICE")
        .containsKeys("ci_low", "ci_high", "p_value");
    assertThat(shown.getList("evaluation.comparison.results.group")).endsWith("f", "m");
    better(second)
        .body("state", is("SATISFIED"))
        .body("evidence", contains(better))
        .body("reason", containsString("accuracy against version 1 is SUPERIOR"));
    JsonPath masked = read("engineer", "/api/v1/evidence/" + better);
    assertThat(masked.getList("evaluation.comparison.results.reason"))
        .as("none is right by the champion only, which is a small count")
        .containsOnly("MASKED");
    assertThat(masked.getList("evaluation.comparison.results.p_value")).containsOnlyNulls();

    // A worse look is not hidden by the better one.
    String worse = ended(second, against(second, plan, table(120), first.evidence()), "DONE");
    better(second)
        .body("state", is("UNSATISFIED"))
        .body("reason", containsString("accuracy (look 2) against version 1 is INFERIOR"));
    Map<String, Object> again = against(second, plan, table(171), first.evidence());
    again.put("supersedes", worse);
    ended(second, again, "DONE");
    better(second).body("state", is("SATISFIED"));
  }

  @Test
  void countsForNothingOnceTheChampionWasReplaced() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    Subject third = another(first.subject(), 3);
    govern(second);
    ended(
        second,
        against(second, planned(second, comparing(COMPARISON)), table(170), first.evidence()),
        "DONE");
    String plan = planned(third, comparing(COMPARISON));
    String compared = ended(third, against(third, plan, table(180), first.evidence()), "DONE");
    submit(third);
    better(third).body("state", is("SATISFIED"));

    submit(second);
    reviewed(second);

    better(third)
        .body("state", is("ERROR"))
        .body("reason", startsWith("UNDEFINED"))
        .body(
            "reason",
            containsString(
                "compares with version 1, and has to with version 2, which is released"));
    better(second).body("state", is("SATISFIED"));
    gate("auditor", second.digest(), "production").body(state("better"), is("SATISFIED"));
    ask(third, against(third, plan, table(190), first.evidence()))
        .statusCode(422)
        .body("errors.pointer", contains("/champion"))
        .body("errors.code", contains("NOT_THE_CHAMPION"));
    String own =
        read("engineer", second.path() + "/evidence?current=true").getString("items[0].id");
    Map<String, Object> anew = against(third, plan, table(180), own);
    anew.put("supersedes", compared);
    ended(third, anew, "DONE");
    better(third).body("state", is("SATISFIED"));
    reviewed(third);
    gate("auditor", second.digest(), "production")
        .body(state("better"), is("SATISFIED"))
        .body("version.number", is(2));
  }

  @Test
  void countsForNothingOnceTheChampionsRecordIsSuperseded() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    govern(second);
    String plan = planned(second, comparing(COMPARISON));
    ended(second, against(second, plan, table(170), first.evidence()), "DONE");
    submit(second);
    better(second).body("state", is("SATISFIED"));
    String its =
        read("engineer", first.subject().path() + "/evaluation-plans").getString("items[0].id");
    Map<String, Object> corrected = predictions(first.subject(), its, table(160));
    corrected.put("supersedes", first.evidence());

    String later = ended(first.subject(), corrected, "DONE");

    better(second)
        .body("state", is("ERROR"))
        .body("reason", containsString("predictions of version 1 that are superseded"));
    refused(second, against(second, plan, table(170), first.evidence()), "UNKNOWN_EVIDENCE");
    refused(second, against(second, plan, table(170), later), "NOT_OF_THE_RELEASE");
  }

  /** The champion's own record may be made anew of the same file, and has the same digest then. */
  @Test
  void isMadeAnewOnceTheChampionsRecordWas() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    String plan = planned(second, comparing(COMPARISON));
    Map<String, Object> body = against(second, plan, table(170), first.evidence());
    String old = ended(second, body, "DONE");
    String again = madeAnew(first);
    govern(second);
    submit(second);
    better(second).body("state", is("ERROR")).body("reason", containsString("are superseded"));
    body.put("champion", again);
    ask(second, body)
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"))
        .body("detail", containsString("supersede " + old));
    body.put("supersedes", old);

    String anew = ended(second, body, "DONE");

    assertThat(anew).isNotEqualTo(old);
    better(second).body("state", is("SATISFIED")).body("evidence", contains(anew));
    ask(second, body).statusCode(409);
    body.remove("supersedes");
    ask(second, body).statusCode(201).body("id", is(anew));
  }

  /** Makes the record of the one that is released anew, of the same file, and releases it again. */
  private static String madeAnew(Released first) {
    String its =
        read("engineer", first.subject().path() + "/evaluation-plans").getString("items[0].id");
    Map<String, Object> other = predictions(first.subject(), its, table(160));
    other.put("supersedes", first.evidence());
    Map<String, Object> back = predictions(first.subject(), its, table(150));
    back.put("supersedes", ended(first.subject(), other, "DONE"));
    String again = ended(first.subject(), back, "DONE");
    assertThat(digest(again)).isEqualTo(digest(first.evidence()));
    reviewed(first.subject());
    return again;
  }

  private static String digest(String evidence) {
    return read("auditor", "/api/v1/evidence/" + evidence).getString("digest");
  }

  /** What was worse is not superseded by the file that was better before it. */
  @Test
  void isNotBroughtBackOverAWorseOne() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    String plan = planned(second, comparing(COMPARISON));
    Map<String, Object> good = against(second, plan, table(170), first.evidence());
    Map<String, Object> worse = against(second, plan, table(140), first.evidence());
    worse.put("supersedes", ended(second, good, "DONE"));
    String failed = ended(second, worse, "DONE");
    good.put("supersedes", failed);

    ask(second, good)
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"))
        .body("detail", containsString("look 2 fails since"));
  }

  /** Another record of the champion makes no other file of it. */
  @Test
  void takesItsOwnPlaceButNotThatOfAWorseOne() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    String plan = planned(second, comparing(COMPARISON));
    Map<String, Object> good = against(second, plan, table(170), first.evidence());
    String old = ended(second, good, "DONE");
    String worse = ended(second, against(second, plan, table(140), first.evidence()), "DONE");
    good.put("champion", madeAnew(first));
    good.put("supersedes", old);
    String anew = ended(second, good, "DONE");
    Map<String, Object> other = new HashMap<>(good);
    Map<String, Object> scored = new HashMap<>(columns());
    scored.put("score", "base");
    other.put("columns", scored);
    other.put("supersedes", worse);

    ask(second, other).statusCode(409).body("detail", containsString("look 2 fails since"));

    other.put("supersedes", anew);
    ended(second, other, "DONE");
  }

  /** Of 600 rows 20 are of one label, which is enough until the tier is known. */
  private static Stream<Task> rare() {
    List<String> animals = List.of("cat", "dog", "owl");
    return Stream.of(
        new Task(
            Map.of(
                "positive_class",
                "1",
                "negative_class",
                "0",
                "threshold",
                50,
                "claims",
                List.of(claims("ACCURACY", 0.1))),
            Map.of("primary", "F1", "margin", 0.02),
            Map.of(),
            "baseline_score",
            at ->
                "%d,%d,%d,f"
                    .formatted(
                        at % 30 == 0 ? 1 : 0,
                        at % 30 == 0 ? 60 : at % 3 * 30,
                        at % 30 == 0 ? 60 : at % 10 * 6)),
        new Task(
            Map.of(
                "task",
                "MULTICLASS",
                "classes",
                animals,
                "claims",
                List.of(claims("ACCURACY", 0.1))),
            Map.of("primary", "MACRO_F1", "margin", 0.02),
            Map.of(),
            "baseline_prediction",
            at -> {
              int label = at % 30 == 0 ? 2 : at % 2;
              return "%s,%s,%s,f"
                  .formatted(
                      animals.get(label),
                      animals.get((label + (at / 30 % 10 < 6 ? 0 : 1)) % 3),
                      animals.get((label + (at / 30 % 10 < 8 ? 0 : 1)) % 3));
            }),
        new Task(
            ORDER,
            Map.of("primary", "ROC_AUC", "margin", 0.02),
            Map.of(),
            "baseline_score",
            at ->
                "%d,%d,%d,f"
                    .formatted(
                        at % 30 == 0 ? 1 : 0,
                        at * 7 % 100 + (at % 30 == 0 ? 5 : 0),
                        at * 7 % 100 + (at % 30 == 0 ? 60 : 0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rare")
  void isHeldToTheLabelsThatTheTierAsksForNow(Task task) {
    Subject subject = registered();
    Map<String, Object> body = task.of(subject, planned(subject, task.comparing()), "two");
    Task.columns(body).put(task.baseline(), "one");
    String id = ended(subject, body, "DONE");
    get("auditor", "/api/v1/evidence/" + id)
        .body("evaluation.comparison.results.decision", contains("SUPERIOR"));
    govern(subject);
    submit(subject);

    better(subject)
        .body("state", is("ERROR"))
        .body("reason", containsString("the tier asks for 30 rows of each label at least"));
  }

  /** What is predicted, how it is compared, and by which column of a table. */
  record Task(
      Map<String, Object> plan,
      Map<String, Object> comparison,
      Map<String, Object> columns,
      String baseline,
      IntFunction<String> row) {

    private Map<String, Object> comparing() {
      Map<String, Object> whole = new HashMap<>(plan);
      whole.put("comparison", comparison);
      return whole;
    }

    /** Of 600 rows; the baseline is as good as version 1, and version 2 better. */
    private Map<String, Object> predictions(Subject subject, String of) {
      StringBuilder text = new StringBuilder("id,y,one,two,sex\n");
      for (int at = 0; at < 600; at++) {
        text.append("r%d,%s\n".formatted(at, row.apply(at)));
      }
      Map<String, Object> body = ComparisonIT.predictions(subject, of, text.toString());
      Map<String, Object> with = new HashMap<>(columns);
      with.putAll(Map.of("label", "y", "row_id", "id"));
      body.put("columns", with);
      return body;
    }

    private Map<String, Object> of(Subject subject, String plan, String model) {
      Map<String, Object> body = predictions(subject, plan);
      columns(body).put(baseline.replace("baseline_", ""), model);
      return body;
    }

    // The columns of a body of this class are such a map.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> columns(Map<String, Object> body) {
      return (Map<String, Object>) Objects.requireNonNull(body.get("columns"));
    }
  }

  private static Map<String, Object> claims(String statistic, double limit) {
    return Map.of("statistic", statistic, "limit", limit);
  }

  private static final Map<String, Object> ORDER =
      Map.of(
          "task",
          "RANKING",
          "positive_class",
          "1",
          "negative_class",
          "0",
          "claims",
          List.of(claims("ROC_AUC", 0.51)));

  private static Stream<Task> tasks() {
    List<String> animals = List.of("cat", "dog", "owl");
    return Stream.of(
        new Task(
            Map.of(
                "task",
                "MULTICLASS",
                "classes",
                animals,
                "positive_class",
                "cat",
                "attributes",
                List.of(Map.of("name", "sex")),
                "claims",
                List.of(claims("ACCURACY", 0.1))),
            Map.of("primary", "ACCURACY", "guards", List.of("MACRO_F1"), "margin", 0.02),
            Map.of("groups", List.of("sex")),
            "baseline_prediction",
            at ->
                "%s,%s,%s,%s"
                    .formatted(
                        animals.get(at % 3),
                        animals.get((at + (at / 6 % 10 < 6 ? 0 : 1)) % 3),
                        animals.get((at + (at / 6 % 10 < 8 ? 0 : 1)) % 3),
                        at % 2 == 0 ? "f" : "m")),
        new Task(
            ORDER,
            Map.of("primary", "ROC_AUC", "guards", List.of("AVERAGE_PRECISION"), "margin", 0.02),
            Map.of(),
            "baseline_score",
            at ->
                "%d,%d,%d,f"
                    .formatted(at % 2, at * 7 % 100 + at % 2 * 5, at * 7 % 100 + at % 2 * 60)),
        new Task(
            Map.of(
                "task",
                "REGRESSION",
                "attributes",
                List.of(Map.of("name", "sex")),
                "claims",
                List.of(claims("MAE", 1000))),
            Map.of("primary", "MAE", "guards", List.of("RMSE", "R2"), "margin", 0.02),
            Map.of("groups", List.of("sex")),
            "baseline_prediction",
            at ->
                "%d,%s,%s,%s"
                    .formatted(
                        at % 100,
                        at % 100 + (at % 3 == 0 ? 2 : -1.5),
                        at % 100 + (at % 3 == 0 ? 1 : -1.2),
                        at / 3 % 2 == 0 ? "f" : "m")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void comparesWhateverIsPredicted(Task task) {
    Subject first = registered();
    Map<String, Object> based = task.of(first, planned(first, task.comparing()), "two");
    ask(first, based)
        .statusCode(422)
        .body("errors.pointer", contains("/champion"))
        .body("errors.code", contains("REQUIRED"));
    String other =
        task.baseline().equals("baseline_score") ? "baseline_prediction" : "baseline_score";
    Task.columns(based).put(other, "one");
    ask(first, based)
        .statusCode(422)
        .body("errors.pointer", contains("/columns/" + other))
        .body("errors.code", contains("NOT_ALLOWED"));
    Task.columns(based).remove(other);
    Task.columns(based).put(task.baseline(), "one");
    String own = ended(first, based, "DONE");
    get("auditor", "/api/v1/evidence/" + own)
        .body("evaluation.comparison.champion", nullValue())
        .body("evaluation.comparison.results.decision", everyItem(is("SUPERIOR")));
    String champion = ended(first, task.of(first, planned(first, task.plan()), "one"), "DONE");
    submit(first);
    reviewed(first);
    Subject second = another(first, 2);
    govern(second);
    submit(second);
    Map<String, Object> body = task.of(second, planned(second, task.comparing()), "two");
    body.put("champion", champion);

    String better = ended(second, body, "DONE");

    get("auditor", "/api/v1/evidence/" + better)
        .body("evaluation.comparison.champion.version", is(1))
        .body("evaluation.comparison.results.decision", everyItem(is("SUPERIOR")));
    better(second)
        .body("state", is("SATISFIED"))
        .body("evidence", contains(better))
        .body("reason", containsString("against version 1 is SUPERIOR"));
  }

  @Test
  void isWithAModelOfTheSameTask() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    Map<String, Object> order = new HashMap<>(ORDER);
    order.put("comparison", Map.of("primary", "ROC_AUC", "margin", 0.02));
    Map<String, Object> body =
        against(second, planned(second, order), table(170), first.evidence());
    body.put("columns", Map.of("label", "y", "score", "p", "row_id", "id"));

    refused(second, body, "OTHER_TASK");
  }

  @Test
  void isWithWhoeverIsReleasedOnceItsOwnReleaseIsVoid() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    String its = ended(second, predictions(second, planned(second, plan()), table(160)), "DONE");
    submit(second);
    reviewed(second);
    String plan = planned(first.subject(), comparing(COMPARISON));
    Map<String, Object> baseline = predictions(first.subject(), plan, table(170));
    baseline.put("columns", columns("baseline_score"));
    // It may return as it was released: with a baseline. New evidence takes that release back.
    ended(first.subject(), baseline, "DONE");

    Map<String, Object> again = predictions(first.subject(), plan, table(171));
    again.put("columns", columns("baseline_score"));
    refused(first.subject(), again, "REQUIRED");

    ended(first.subject(), against(first.subject(), plan, table(171), its), "DONE");
  }

  @Test
  void isWithAReleaseThatIsPastItsLastInstant() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    OwnerSql.execute(
        "update release_decision set valid_until = clock_timestamp(), grace_until = clock_timestamp() + interval '14 days' where version_id = ?",
        first.subject().versionId());
    Map<String, Object> body =
        predictions(second, planned(second, comparing(COMPARISON)), table(170));
    body.put("columns", columns("baseline_score"));

    refused(second, body, "REQUIRED");
  }

  @Test
  void isWithABaselineWhereNoVersionIsReleased() {
    Subject subject = registered();
    govern(subject);
    submit(subject);
    String plan = planned(subject, comparing(COMPARISON));
    Map<String, Object> body = predictions(subject, plan, table(170, 150));
    ask(subject, body).statusCode(422).body("errors.pointer", contains("/champion"));
    body.put("columns", columns("baseline_prediction"));
    ask(subject, body).statusCode(422).body("errors.pointer", contains("/columns/baseline_score"));
    body.put("columns", columns("baseline_score"));

    String id = ended(subject, body, "DONE");

    get("auditor", "/api/v1/evidence/" + id)
        .body("evaluation.comparison.champion", nullValue())
        .body("evaluation.comparison.results[0].champion", is(0.75f));
    better(subject)
        .body("state", is("SATISFIED"))
        .body("reason", containsString("accuracy against a baseline is SUPERIOR"));
  }

  @Test
  void isDecidedByThePolicysMarginWhereThePlansIsWider() {
    Subject subject = registered();
    govern(subject);
    submit(subject);
    Map<String, Object> wide = new HashMap<>(COMPARISON);
    wide.put("margin", 0.05);
    Map<String, Object> body =
        predictions(subject, planned(subject, comparing(wide)), table(170, 150));
    body.put("columns", columns("baseline_score"));

    ended(subject, body, "DONE");

    better(subject).body("state", is("SATISFIED")).body("reason", containsString("margin 0.02"));
  }

  @Test
  void isRefusedForOtherRowsAndForWhoeverIsNotReleased() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    String plan = planned(second, comparing(COMPARISON));
    String text = table(170);
    refused(second, predictions(second, plan, text), "REQUIRED");
    refused(second, against(second, plan, text, UUID.randomUUID().toString()), "UNKNOWN_EVIDENCE");
    Map<String, Object> both = against(second, plan, text, first.evidence());
    both.put("columns", columns("baseline_score"));
    refused(second, both, "NOT_ALLOWED");
    Map<String, Object> baseline = predictions(second, plan, text);
    baseline.put("columns", columns("baseline_score"));
    refused(second, baseline, "REQUIRED");
    refused(
        second, against(second, planned(second, plan()), text, first.evidence()), "NOT_PLANNED");
    Map<String, Object> turned = comparing(COMPARISON);
    turned.putAll(Map.of("positive_class", "0", "negative_class", "1"));
    refused(
        second, against(second, planned(second, turned), text, first.evidence()), "OTHER_CLASSES");
    Subject stranger = registered();
    refused(
        stranger,
        against(stranger, planned(stranger, comparing(COMPARISON)), text, first.evidence()),
        "UNKNOWN_EVIDENCE");
    get("engineer", second.path() + "/evaluation-plans").body("items.looks.flatten()", hasSize(0));

    failed(second, against(second, plan, text.replace("f-1-7,", "f-x,"), first.evidence()))
        .body("evaluation.failure.code", is("ROW_IDS_DIFFER"));
    failed(second, against(second, plan, text.replace("f-1-7,1", "f-1-7,0"), first.evidence()))
        .body("evaluation.failure.code", is("LABELS_DIFFER"));
    get("engineer", second.path() + "/evidence").body("items", hasSize(0));
  }

  /** The registry keeps it while the version is released, and longer; it alone knows. */
  @Test
  void isWithTheChampionAsLongAsTheRegistryKeepsItsFile() {
    Released first = champion(150);
    Subject second = another(first.subject(), 2);
    String plan = planned(second, comparing(COMPARISON));
    OwnerSql.execute(
        "update evaluation set keep_until = clock_timestamp() where evidence_id = ?",
        UUID.fromString(first.evidence()));

    ended(second, against(second, plan, table(170), first.evidence()), "DONE");

    RegistryFake.remove(
        PolicyActs.keyOf(first.subject()),
        get("engineer", "/api/v1/evidence/" + first.evidence())
            .extract()
            .path("evaluation.upload"));
    failed(second, against(second, plan, table(171), first.evidence()))
        .body("evaluation.failure.code", is("FILE_GONE"))
        .body("evaluation.failure.detail", containsString(first.evidence()));
  }

  private static void refused(Subject subject, Object body, String code) {
    ask(subject, body)
        .statusCode(422)
        .body("errors.pointer", contains("/champion"))
        .body("errors.code", contains(code));
  }

  private static ValidatableResponse failed(Subject subject, Object body) {
    return get("engineer", "/api/v1/evidence/" + ended(subject, body, "FAILED"))
        .body("evaluation.comparison", nullValue());
  }

  @Test
  void isNotPlannedAtAConfidenceOfNoReplicate() {
    Map<String, Object> plan = comparing(Map.of("primary", "F1", "margin", 0.02));
    plan.put("confidence", 0.9533);

    declare(registered(), plan)
        .statusCode(422)
        .body("errors.pointer", contains("/confidence"))
        .body("errors.code", contains("NO_RANK"));
  }

  @Test
  void isNotPlannedByTheShareOfVarianceAlone() {
    Map<String, Object> plan =
        Map.of(
            "task",
            "REGRESSION",
            "claims",
            List.of(claims("MAE", 1000)),
            "comparison",
            Map.of("primary", "R2", "margin", 0.01));

    declare(registered(), plan)
        .statusCode(422)
        .body("errors.pointer", contains("/comparison/guards"))
        .body("errors.code", contains("ONE_SIDED"))
        .body("errors.detail", contains(startsWith("MAE or RMSE")));
  }

  static Stream<Arguments> badPlans() {
    return Stream.of(
        Arguments.of(
            Map.of("primary", "RECALL", "guards", List.of("SPECIFICITY"), "margin", 0),
            "/comparison/guards",
            "ONE_SIDED"),
        Arguments.of(
            Map.of("primary", "F1", "guards", List.of("MAE"), "margin", 0),
            "/comparison/guards/0",
            "NOT_OF_TASK"),
        Arguments.of(
            Map.of("primary", "F1", "guards", List.of("F1"), "margin", 0),
            "/comparison/guards/0",
            "DUPLICATE"),
        Arguments.of(Map.of("primary", "F1", "margin", -0.1), "/comparison/margin", "OUT_OF_RANGE"),
        Arguments.of(Map.of("margin", 0.1), "/comparison/primary", "REQUIRED"),
        Arguments.of(
            Map.of("primary", "NPV", "margin", 0.1), "/comparison/primary", "UNKNOWN_VALUE"),
        Arguments.of(
            Map.of("primary", "BRIER", "margin", 0.1, "by_group", true),
            "/comparison/by_group",
            "NO_ATTRIBUTES"),
        Arguments.of(
            Map.of("primary", "BRIER", "margin", 0.1), "/comparison/primary", "NO_PROBABILITIES"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("badPlans")
  void isNotPlannedWhereItsPartsDoNotFit(
      Map<String, Object> comparison, String pointer, String code) {
    Map<String, Object> plan = comparing(comparison);
    plan.remove("attributes");
    plan.put("probabilities", false);

    declare(registered(), plan)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }
}
