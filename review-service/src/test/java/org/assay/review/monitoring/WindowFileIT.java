package org.assay.review.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.contracts.name.Digest;
import org.assay.review.OwnerSql;
import org.assay.review.PolicyActs;
import org.assay.review.RegistryFake;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows that Assay counts itself, from recent rows and a reference that it holds. */
@QuarkusTest
class WindowFileIT extends ReviewTestCase {

  private static Subject governed() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "tiers",
            List.of(
                Map.of(
                    "tier",
                    "MINIMAL",
                    "monitoring",
                    Map.of("psi", 0.25, "psi_look", 0.1, "rows", 500, "pseudo_count", 0.5)))));
    classify(subject, Map.of());
    return subject;
  }

  private static String table(String header, int rows, IntFunction<String> row) {
    return header
        + "\n"
        + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n"))
        + "\n";
  }

  /** Scores spread evenly over [0, 1), and as many men as women. */
  private static String reference() {
    return table(
        "y,p,sex,region",
        1000,
        at ->
            "%d,%s,%s,%s"
                .formatted(at % 2, at / 1000.0, at % 2 == 0 ? "f" : "m", at < 5 ? "b" : "a"));
  }

  /** The upper half of the scores only. */
  private static String higher() {
    return table(
        "score,sex", 1000, at -> "0.%d,%s".formatted(5000 + 5 * at, at % 2 == 0 ? "f" : "m"));
  }

  private static String alike() {
    return table("score,sex", 1000, at -> "%s,%s".formatted(at / 1000.0, at % 2 == 0 ? "f" : "m"));
  }

  private static String keep(Subject subject, String path, String text) {
    RegistryFake.keep(PolicyActs.keyOf(subject), path, text);
    return path;
  }

  private static String evaluated(Subject subject) {
    return evaluated(subject, plan(subject), reference(), Map.of());
  }

  private static String plan(Subject subject) {
    return post(
            "engineer",
            subject.path() + "/evaluation-plans",
            Map.of(
                "positive_class",
                "1",
                "negative_class",
                "0",
                "threshold",
                0.5,
                "claims",
                List.of(Map.of("statistic", "ACCURACY", "limit", 0.1))))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String evaluated(
      Subject subject, String plan, String text, Map<String, String> more) {
    String path = "test-%s.csv".formatted(UUID.randomUUID());
    Map<String, Object> asked =
        new HashMap<>(
            Map.of(
                "kind",
                "PREDICTIONS",
                "upload",
                keep(subject, path, text),
                "plan",
                plan,
                "columns",
                Map.of("label", "y", "score", "p")));
    asked.putAll(more);
    String id =
        post("engineer", subject.path() + "/evidence", asked).statusCode(201).extract().path("id");
    await()
        .untilAsserted(
            () -> get("engineer", "/api/v1/evidence/" + id).body("evaluation.state", is("DONE")));
    return id;
  }

  private static Map<String, Object> window(int day, String upload, Map<String, ?> reference) {
    return new HashMap<>(
        Map.of(
            "from", "2026-01-%02dT00:00:00Z".formatted(day),
            "until", "2026-01-%02dT00:00:00Z".formatted(day + 1),
            "upload", upload,
            "reference", reference,
            "columns",
                List.of(
                    Map.of("name", "score", "kind", "SCORE"),
                    Map.of("name", "sex", "kind", "CATEGORICAL"))));
  }

  private static final Map<String, Object> SCORES =
      Map.of(
          "name",
          "score",
          "kind",
          "SCORE",
          "bins",
          List.of(
              Map.of("label", "low", "reference", 10, "current", 500),
              Map.of("label", "high", "reference", 990, "current", 500)));

  /** A window that somebody counted. */
  private static Map<String, Object> typed(int day, Map<String, Object> feature) {
    Map<String, Object> said = window(day, "", Map.of());
    said.keySet().removeAll(List.of("upload", "reference", "columns"));
    said.put("features", List.of(feature));
    return said;
  }

  private static ValidatableResponse ask(
      String account, Subject subject, Map<String, Object> window) {
    return post(
        account,
        subject.path() + "/evidence",
        Map.of("kind", "MONITORING_WINDOW", "window", window));
  }

  private static void awaitState(String id, String state) {
    await()
        .untilAsserted(
            () ->
                get("engineer", "/api/v1/evidence/" + id)
                    .statusCode(200)
                    .body("counting.state", is(state)));
  }

  private static String counted(Subject subject, Map<String, Object> window) {
    String id = ask("engineer", subject, window).statusCode(201).extract().path("id");
    awaitState(id, "DONE");
    return id;
  }

  private static JsonPath shown(String id) {
    String body = get("auditor", "/api/v1/evidence/" + id).statusCode(200).extract().asString();
    return JsonPath.from(body).using(new JsonPathConfig(NumberReturnType.DOUBLE));
  }

  @Test
  void areCountedByTheDecilesOfPredictionsThatWereEvaluated() {
    Subject subject = governed();
    String evidence = evaluated(subject);
    Map<String, Object> asked =
        window(1, keep(subject, "recent.csv", alike()), Map.of("evidence", evidence));

    JsonPath pending =
        ask("engineer", subject, asked)
            .statusCode(201)
            .body("kind", is("MONITORING_WINDOW"))
            .body("window", nullValue())
            .body("counting.purpose", is("EVALUATION"))
            .body("counting.reference.evidence", is(evidence))
            .body("counting.columns.find { it.name == 'score' }.reference_column", is("p"))
            .extract()
            .jsonPath();
    String id = pending.getString("id");
    awaitState(id, "DONE");

    JsonPath shown = shown(id);
    assertThat(shown.getString("window.drift")).isEqualTo("STABLE");
    String score = "window.features.find { it.name == 'score' }.";
    assertThat(shown.getList(score + "bins.reference", Integer.class))
        .hasSize(10)
        .containsOnly(100);
    assertThat(shown.getList(score + "bins.current", Integer.class)).containsOnly(100);
    assertThat(shown.getString(score + "bins[0].label")).isEqualTo("at most 0.099");
    assertThat(shown.getString(score + "reference")).isEqualTo(id);
    assertThat(shown.getList("window.features.find { it.name == 'sex' }.bins.label"))
        .containsExactly("f", "m");
    assertThat(shown.getMap("statistics.find { it.statistic == 'ks_two_sample' }"))
        .containsEntry("attribute", "score")
        .containsEntry("n", 1000)
        .containsEntry("method", "ASYMPTOTIC")
        .containsEntry("value", 0.0)
        .doesNotContainKey("verdict");
    assertThat(ask("engineer", subject, asked).statusCode(201).extract().<String>path("id"))
        .as("the same files for the same window are counted once")
        .isEqualTo(id);
    get("auditor", subject.path() + "/evidence?current=true").body("items.id", contains(evidence));
  }

  @Test
  void haveTheConsequencesOfEveryWindow() {
    Subject subject = governed();
    String evidence = evaluated(subject);
    String recent = keep(subject, "recent.csv", higher());

    String first = counted(subject, window(1, recent, Map.of("evidence", evidence)));
    counted(subject, window(2, recent, Map.of("evidence", evidence)));

    JsonPath shown = shown(first);
    assertThat(shown.getString("window.drift")).isEqualTo("DRIFT");
    double psi =
        Stream.of(0, 0, 0, 0, 0, 199, 200, 200, 200, 201)
            .mapToDouble(now -> (now - 100) / 1005.0 * Math.log((now + 0.5) / 100.5))
            .sum();
    assertThat(
            shown.getDouble(
                "statistics.find { it.statistic == 'psi' && it.attribute == 'score' }.value"))
        .isCloseTo(psi, within(1e-9));
    assertThat(shown.getDouble("statistics.find { it.statistic == 'ks_two_sample' }.value"))
        .isCloseTo(0.5, within(1e-9));
    assertThat(shown.getDouble("statistics.find { it.statistic == 'ks_two_sample' }.p_value"))
        .isLessThan(1e-9);
    get("auditor", subject.path() + "/requirements")
        .body("triggers", hasSize(1))
        .body("triggers[0].kind", is("DRIFT"));
  }

  /** What Assay counted outranks what somebody said, and holds for what somebody says next. */
  @Test
  void fixWhatTheirFeaturesAreComparedWith() {
    Subject subject = governed();
    String evidence = evaluated(subject);
    ask("engineer", subject, typed(1, SCORES)).statusCode(201);
    String file = keep(subject, "other.csv", table("score,sex", 500, at -> at + ",f"));
    String recent = keep(subject, "recent.csv", alike());
    Map<String, Object> other = window(2, recent, Map.of("upload", file));

    String refused = ask("engineer", subject, other).statusCode(201).extract().path("id");
    awaitState(refused, "FAILED");
    get("engineer", "/api/v1/evidence/" + refused)
        .body("counting.failure.code", is("OTHER_REFERENCE"));
    String held = counted(subject, window(2, recent, Map.of("evidence", evidence)));

    assertThat(shown(held).getString("window.features[0].reference")).isEqualTo(held);
    ask("engineer", subject, typed(3, SCORES))
        .statusCode(422)
        .body("errors.code", contains("OTHER_REFERENCE"));
  }

  @Test
  void areComparedWithAnotherFileByItsDigest() {
    Subject subject = governed();
    String text = table("score,sex", 1000, at -> "%s,%s".formatted(at, at % 3 == 0 ? "f" : "m"));
    String reference = keep(subject, "training.csv", text);
    String recent =
        keep(subject, "recent.csv", table("score,sex", 600, at -> at == 0 ? "," : at + ",x"));
    String digest = Digest.ofContent(text.getBytes(StandardCharsets.UTF_8)).value();

    ask(
            "engineer",
            subject,
            window(1, recent, Map.of("upload", reference, "digest", Subject.freshDigest())))
        .statusCode(422)
        .body("errors.pointer", contains("/window/reference/digest"))
        .body("errors.code", contains("OTHER_FILE"));
    String id = counted(subject, window(1, recent, Map.of("upload", reference, "digest", digest)));

    JsonPath shown = shown(id);
    assertThat(shown.getString("counting.reference.digest")).isEqualTo(digest);
    String sex = "window.features.find { it.name == 'sex' }.bins";
    assertThat(shown.getList(sex + ".label")).containsExactly("m", "f", "(other)", "(missing)");
    assertThat(shown.getList(sex + ".current", Integer.class)).containsExactly(0, 0, 599, 1);
    // Rare values are labels, too, and one row has nothing there.
    get("engineer", "/api/v1/evidence/" + id)
        .body("window.features.find { it.name == 'sex' }.masked", is(true))
        .body("window.features.find { it.name == 'sex' }.bins", empty());
  }

  /** Recent rows would show no drift of themselves. */
  @Test
  void areNotComparedWithPredictionsThatCameAfterTheFirstWindow() {
    Subject subject = governed();
    ask("engineer", subject, typed(1, SCORES)).statusCode(201);
    String evidence = evaluated(subject);
    String recent = keep(subject, "recent.csv", alike());
    Map<String, Object> window = window(2, recent, Map.of("evidence", evidence));

    ask("engineer", subject, window)
        .statusCode(422)
        .body("errors.pointer", contains("/window/reference/evidence"))
        .body("errors.code", contains("TOO_LATE"));
    Map<String, Object> elsewhere = new HashMap<>(window);
    elsewhere.put("environment", "staging");
    counted(subject, elsewhere);

    // Whoever passes the version has seen them.
    pass(subject);
    counted(subject, window);
  }

  /** Whoever adds evidence would else shut out a monitor. */
  @Test
  void goOnWithPredictionsThatOthersSupersedeUntilARoundPasses() {
    Subject subject = governed();
    String plan = plan(subject);
    String evidence = evaluated(subject, plan, reference(), Map.of());
    String recent = keep(subject, "recent.csv", alike());
    String first = counted(subject, window(1, recent, Map.of("evidence", evidence)));
    String later =
        evaluated(subject, plan, reference() + "1,0.5,f,a\n", Map.of("supersedes", evidence));

    String second = counted(subject, window(2, recent, Map.of("evidence", evidence)));
    ask("engineer", subject, window(3, recent, Map.of("evidence", later)))
        .statusCode(422)
        .body("errors.code", contains("TOO_LATE"));

    assertThat(shown(second).getString("window.drift")).isEqualTo("STABLE");
    assertThat(shown(second).getString("window.features[0].reference")).isEqualTo(first);
    pass(subject);
    ask("engineer", subject, window(3, recent, Map.of("evidence", evidence)))
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_EVIDENCE"));
    counted(subject, window(3, recent, Map.of("evidence", later)));
  }

  private static void pass(Subject subject) {
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
  }

  /** A round that passed is lost by any evidence; what its reviewers saw, they have seen. */
  @Test
  void areComparedWithWhatARoundThatIsLostHadSeen() {
    Subject subject = governed();
    ask("engineer", subject, typed(1, SCORES)).statusCode(201);
    String evidence = evaluated(subject);
    pass(subject);
    legalReview(subject, Map.of("digest", Subject.freshDigest()));
    Map<String, Object> other = new HashMap<>(SCORES);
    other.put(
        "bins",
        List.of(
            Map.of("label", "low", "reference", 500, "current", 500),
            Map.of("label", "high", "reference", 500, "current", 500)));

    ask("engineer", subject, typed(2, other)).statusCode(201);
    counted(subject, window(3, keep(subject, "recent.csv", alike()), Map.of("evidence", evidence)));
  }

  /** What drifts would else go on under its name as what does not. */
  @Test
  void keepTheKindAndTheColumnsOfTheirFeatures() {
    Subject subject = governed();
    String evidence = evaluated(subject);
    ask("engineer", subject, typed(1, SCORES)).statusCode(201);
    String recent =
        keep(
            subject,
            "recent.csv",
            table("score,sex,one", 1000, at -> "%s,f,1".formatted(at / 1000.0)));

    refuseColumn(
        "OTHER_REFERENCE",
        subject,
        window(2, recent, Map.of("evidence", evidence)),
        Map.of("name", "score", "kind", "CATEGORICAL", "column", "one"));
    refuseColumn(
        "NOT_THE_SCORE",
        subject,
        window(2, recent, Map.of("evidence", evidence)),
        Map.of("name", "score", "kind", "SCORE", "reference_column", "y"));
    counted(subject, window(2, recent, Map.of("evidence", evidence)));
    refuseColumn(
        "OTHER_REFERENCE",
        subject,
        window(3, recent, Map.of("evidence", evidence)),
        Map.of("name", "sex", "kind", "CATEGORICAL", "column", "one"));
    refuseColumn(
        "OTHER_REFERENCE",
        subject,
        window(3, recent, Map.of("upload", recent)),
        Map.of("name", "sex", "kind", "CATEGORICAL"));
    counted(subject, window(3, recent, Map.of("evidence", evidence)));
  }

  private static void refuseColumn(
      String code, Subject subject, Map<String, Object> window, Map<String, String> column) {
    window.put("columns", List.of(column));
    ask("engineer", subject, window).statusCode(422).body("errors.code", contains(code));
  }

  /** One account would else take the places, and the workers, of all. */
  @Test
  void waitAndFailSoOftenOnlyOfEachAccount() {
    Subject subject = registered();
    String before = keep(subject, "before.csv", alike());
    Map<String, Object> asked =
        window(1, keep(subject, "held-w4.csv", alike()), Map.of("upload", before));
    String id = ask("engineer", subject, asked).statusCode(201).extract().path("id");
    Map<String, Object> overlapping = new HashMap<>(asked);
    overlapping.put("until", "2026-01-03T00:00:00Z");

    ask("engineer", subject, overlapping).statusCode(409).body("detail", containsString(id));
    String leads = ask("lead", subject, overlapping).statusCode(201).extract().path("id");
    List<String> both = List.of(id, leads);
    both.forEach(
        each -> post("lead", "/api/v1/evidence/" + each + "/cancellations", "").statusCode(201));
    both.forEach(each -> letGoUntil(each, "CANCELLED"));
    copies(id, 49, Map.of("state", "FAILED", "failure", "UNKNOWN_COLUMN"));
    ask("engineer", subject, asked)
        .statusCode(409)
        .body("detail", containsString("failed or were cancelled"));
    copies(
        leads,
        20,
        Map.of(
            "state",
            "RUNNING",
            "worker",
            UUID.randomUUID().toString(),
            "lease_until",
            "2100-01-01T00:00:00Z"));
    ask("lead", subject, window(5, "held-w4.csv", Map.of("upload", before)))
        .statusCode(409)
        .body("detail", containsString("not counted yet"));
  }

  /** Keeps as many windows more that are alike but for some members. */
  private static void copies(String id, int many, Map<String, String> more) {
    String members =
        more.entrySet().stream()
            .map(each -> "'%s', '%s'".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    OwnerSql.execute(
        """
        insert into window_job
        select (jsonb_populate_record(j, jsonb_build_object(
                 'id', gen_random_uuid(), 'subject', gen_random_uuid(), %s))).*
          from window_job j, generate_series(1, %d) where j.id = ?
        """
            .formatted(members, many),
        UUID.fromString(id));
  }

  /** Who is told that a guess is right would know what few people are. */
  @Test
  void tellNobodyWhoTypesACountWhetherThatIsTheReference() {
    Subject subject = governed();
    String evidence = evaluated(subject);
    String recent =
        keep(
            subject,
            "recent.csv",
            table("score,region", 1000, at -> "%s,%s".formatted(at / 1000.0, "a")));
    Map<String, Object> asked = window(1, recent, Map.of("evidence", evidence));
    asked.put("columns", List.of(Map.of("name", "region", "kind", "CATEGORICAL")));
    String id = counted(subject, asked);

    for (int few : List.of(4, 5)) {
      Map<String, Object> guess =
          Map.of(
              "name",
              "region",
              "kind",
              "CATEGORICAL",
              "bins",
              List.of(
                  Map.of("label", "a", "reference", 1000 - few, "current", 500),
                  Map.of("label", "b", "reference", few, "current", 500)));
      ask("engineer", subject, typed(2, guess))
          .statusCode(422)
          .body("errors.code", contains("OTHER_REFERENCE"))
          .body("errors[0].detail", containsString(id));
    }
    // Nobody else is held to it.
    Map<String, Object> other = new HashMap<>(SCORES);
    other.put("name", "region");
    ask("lead", subject, typed(2, other)).statusCode(201);
  }

  @Test
  void leaveNoFileInUseOfWhatIsRefusedOrAskedAgain() {
    Subject subject = registered();
    String project = PolicyActs.keyOf(subject);
    Map<String, Object> asked =
        window(
            1,
            keep(subject, "recent.csv", alike()),
            Map.of("upload", keep(subject, "before.csv", alike())));
    String id = counted(subject, asked);
    assertThat(RegistryFake.uses(project, "recent.csv")).isOne();
    assertThat(RegistryFake.uses(project, "before.csv")).isOne();

    assertThat(ask("engineer", subject, asked).statusCode(201).extract().<String>path("id"))
        .isEqualTo(id);
    Map<String, Object> overlapping = new HashMap<>(asked);
    overlapping.put("until", "2026-01-05T00:00:00Z");
    overlapping.put("upload", keep(subject, "other.csv", alike()));
    ask("engineer", subject, overlapping).statusCode(409);
    ask("engineer", subject, window(2, "other.csv", Map.of("upload", "nowhere.csv")))
        .statusCode(422);
    ask(
            "engineer",
            subject,
            window(2, "other.csv", Map.of("upload", "before.csv", "digest", Subject.freshDigest())))
        .statusCode(422);

    assertThat(RegistryFake.uses(project, "other.csv")).isZero();
    counted(subject, window(2, "recent.csv", Map.of("upload", "before.csv")));
    assertThat(RegistryFake.uses(project, "recent.csv")).as("one of the same day").isOne();
    assertThat(RegistryFake.uses(project, "before.csv")).isOne();
  }

  /** A digest without salt would be tried until it fits. */
  @Test
  void tellNobodyByTheirDigestWhatFewLiveCountsWere() {
    Subject subject = registered();
    String bad = keep(subject, "bad.csv", "score,gender\n0.5,f\n");
    Map<String, Object> asked =
        window(1, bad, Map.of("upload", keep(subject, "before.csv", alike())));
    asked.put(
        "live",
        Map.of("positive_class", "1", "rows", Map.of("tp", 500, "fp", 5, "tn", 500, "fn", 100)));
    List<String> digests =
        Stream.of(1, 2)
            .map(
                _ -> {
                  String id = ask("engineer", subject, asked).extract().path("id");
                  awaitState(id, "FAILED");
                  assertThat(
                          OwnerSql.count(
                              """
                              select count(*) from window_job
                               where id = ? and content not like '%positive%'
                              """,
                              UUID.fromString(id)))
                      .as("nothing of the counts is kept")
                      .isOne();
                  return shown(id).getString("digest");
                })
            .toList();

    assertThat(digests).doesNotHaveDuplicates();
  }

  static Stream<Arguments> badWindows() {
    return Stream.of(
        bad("/window/reference", "REQUIRED", w -> w.remove("reference")),
        bad("/window/columns", "REQUIRED", w -> w.remove("columns")),
        bad("/window/reference", "ONE_OF", w -> w.put("reference", Map.of())),
        bad("/window/columns", "NOT_ALLOWED", w -> w.remove("upload")),
        bad("/window/upload", "UNKNOWN_FILE", w -> w.put("upload", "nowhere.csv")),
        bad(
            "/window/reference/upload",
            "UNKNOWN_FILE",
            w -> w.put("reference", Map.of("upload", "nowhere.csv"))),
        bad(
            "/window/reference/evidence",
            "UNKNOWN_EVIDENCE",
            w -> w.put("reference", Map.of("evidence", UUID.randomUUID()))),
        bad("/window/environment", "UNKNOWN_ENVIRONMENT", w -> w.put("environment", "moon")),
        bad(
            "/window/columns/1/name",
            "DUPLICATE",
            w ->
                w.put(
                    "columns",
                    List.of(
                        Map.of("name", "sex", "kind", "CATEGORICAL"),
                        Map.of("name", "sex", "kind", "NUMERIC")))));
  }

  private static Arguments bad(String pointer, String code, Consumer<Map<String, Object>> spoil) {
    return Arguments.of(pointer, code, spoil);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badWindows")
  void areRefusedWhereTheyCannotBeCounted(
      String pointer, String code, Consumer<Map<String, Object>> spoil) {
    Subject subject = registered();
    Map<String, Object> window =
        window(
            1,
            keep(subject, "recent.csv", alike()),
            Map.of("upload", keep(subject, "before.csv", alike())));
    spoil.accept(window);

    ask("engineer", subject, window)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  @Test
  void leaveNothingButWhyWhereTheFileIsBad() {
    Subject subject = registered();
    String before = keep(subject, "before.csv", alike());
    String recent = keep(subject, "recent.csv", "score,gender\n0.5,f\n");

    String id =
        ask("engineer", subject, window(1, recent, Map.of("upload", before)))
            .statusCode(201)
            .extract()
            .path("id");

    awaitState(id, "FAILED");
    get("engineer", "/api/v1/evidence/" + id)
        .body("counting.failure.code", is("UNKNOWN_COLUMN"))
        .body("window", nullValue());
    get("engineer", subject.path() + "/monitoring").body("items", empty());
    get("lead", subject.path() + "/evidence?counting=true")
        .body("items.counting.failure.code", contains("UNKNOWN_COLUMN"));
    counted(subject, window(1, keep(subject, "good.csv", alike()), Map.of("upload", before)));
  }

  /** Asks for a window of a file that is not let go of until the test says so. */
  private static String running(Subject subject, String held) {
    String before = keep(subject, "before.csv", alike());
    String id =
        ask("engineer", subject, window(1, keep(subject, held, alike()), Map.of("upload", before)))
            .statusCode(201)
            .extract()
            .path("id");
    awaitState(id, "RUNNING");
    return id;
  }

  @Test
  void endWhereSomebodyCancelsThem() {
    Subject subject = registered();
    String id = running(subject, "held-w1.csv");

    post("engineer-2", "/api/v1/evidence/" + id + "/cancellations", "").statusCode(403);
    post("engineer", "/api/v1/evidence/" + id + "/cancellations", "").statusCode(201);

    letGoUntil(id, "CANCELLED");
    get("engineer", subject.path() + "/monitoring").body("items", empty());
    post("engineer", "/api/v1/evidence/" + id + "/cancellations", "").statusCode(409);
  }

  /** A window may be that of a monitor, whom nobody of the team stops. */
  @Test
  void areCancelledByWhoAskedForThemOrALeadOnly() {
    Subject subject = registered();
    String before = keep(subject, "before.csv", alike());
    Map<String, Object> asked =
        window(1, keep(subject, "held-w3.csv", alike()), Map.of("upload", before));
    String monitors = ask("lead", subject, asked).statusCode(201).extract().path("id");
    String own = ask("engineer", subject, asked).statusCode(201).extract().path("id");

    assertThat(own).isNotEqualTo(monitors);
    post("engineer", "/api/v1/evidence/" + monitors + "/cancellations", "").statusCode(403);
    get("engineer", "/api/v1/evidence/" + monitors)
        .body("actions.find { it.name == 'cancel' }.allowed", is(false));
    String list = subject.path() + "/evidence?counting=true";
    get("lead", list)
        .body("items.id", contains(own, monitors))
        .body("items.counting.state", everyItem(not(is("DONE"))))
        .body("items.collect { it.actions[0].allowed }", everyItem(is(true)));
    String next =
        get("lead", list + "&limit=1").body("items.id", contains(own)).extract().path("next");
    get("engineer", next)
        .body("items.id", contains(monitors))
        .body("items[0].actions[0].allowed", is(false));
    post("lead", "/api/v1/evidence/" + own + "/cancellations", "").statusCode(201);
    post("lead", "/api/v1/evidence/" + monitors + "/cancellations", "").statusCode(201);
    letGoUntil(own, "CANCELLED");
    letGoUntil(monitors, "CANCELLED");
  }

  @Test
  void areCountedByAnotherWhereTheirWorkerIsGone() {
    Subject subject = registered();
    String id = running(subject, "held-w2.csv");
    OwnerSql.execute(
        """
        update window_job
           set worker = gen_random_uuid(), lease_until = clock_timestamp() - interval '1s'
         where id = ?
        """,
        UUID.fromString(id));

    letGoUntil(id, "DONE");

    get("engineer", subject.path() + "/monitoring").body("items.evidence_id", contains(id));
  }

  private static void letGoUntil(String id, String state) {
    await()
        .untilAsserted(
            () -> {
              RegistryFake.letGo();
              get("engineer", "/api/v1/evidence/" + id).body("counting.state", is(state));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer-2", "ethics-reviewer", "auditor", "lead-2"})
  void areAskedForByContributorsOnly(String account) {
    Subject subject = registered();

    ask(account, subject, window(1, "recent.csv", Map.of("upload", "before.csv"))).statusCode(403);
  }
}
