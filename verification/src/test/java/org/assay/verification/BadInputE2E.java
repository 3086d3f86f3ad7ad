package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ENGINEER_2;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input: each is answered by a problem with its code and page, never by a 5xx, and changes
 * nothing.
 */
@ExtendWith(RunningWhole.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputE2E {

  private final Setting setting;
  private Setting.Version version = new Setting.Version("", 0, "");
  private Setting.Version unsubmitted = new Setting.Version("", 0, "");
  private String project = "";
  private String review = "";

  BadInputE2E(Whole whole) {
    this.setting = whole.setting();
  }

  /** One row of the table. */
  record Bad(String what, Request request, int status, List<String> codes) {

    @Override
    public String toString() {
      return what + " is " + status;
    }
  }

  private static Bad bad(String what, Request request, int status, String... codes) {
    return new Bad(what, request, status, List.of(codes));
  }

  @BeforeAll
  void prepare() {
    version = setting.inReview();
    project = version.model().substring(0, version.model().indexOf('.'));
    review = setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(Setting.ETHICS_REVIEWER, review));
    unsubmitted = setting.registered(version.model());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void isAnsweredWell(Bad bad) {
    List<JsonNode> before = state();
    Refusal.of(setting, bad.request(), bad.status(), bad.codes().toArray(String[]::new));
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void aRepeatedKeyWithAnotherBodyIsRefusedAndTheFirstStands() {
    String first = Setting.fresh("m");
    Request request = Request.post(ENGINEER, "/api/v1/models", Plans.model(project, first));
    setting.granted(request);
    Request other =
        Request.post(ENGINEER, "/api/v1/models", Plans.model(project, Setting.fresh("m")))
            .with("Idempotency-Key", request.headers().getOrDefault("Idempotency-Key", ""));
    List<JsonNode> before = state();
    Refusal.of(setting, other, 422, "IDEMPOTENCY_KEY_REUSED");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void aTamperedCursorIsRefused() {
    setting.model(project);
    setting.model(project);
    String list = "/api/v1/models?project_key=" + project + "&limit=1";
    String cursor =
        setting.read(ENGINEER, list).text("/next").replaceFirst(".*cursor=([^&]*).*", "$1");
    assertThat(cursor).isNotEmpty();
    String tampered =
        (cursor.charAt(3) == 'A' ? cursor.substring(0, 3) + "B" : cursor.substring(0, 3) + "A")
            + cursor.substring(4);
    Refusal.of(
        setting,
        Request.get(ENGINEER, list + "&cursor=" + tampered),
        400,
        "CURSOR_INVALID",
        "CURSOR_MISMATCH");
    Refusal.of(setting, Request.get(ENGINEER, list + "&cursor=x"), 400, "CURSOR_INVALID");
    Refusal.of(
        setting,
        Request.get(ENGINEER, "/api/v1/models?limit=1&cursor=" + cursor),
        400,
        "CURSOR_MISMATCH");
  }

  Stream<Bad> table() {
    return Stream.of(bodies(), values(), names(), conditions(), lists(), protocol())
        .flatMap(rows -> rows);
  }

  private Stream<Bad> bodies() {
    ObjectNode plan = Plans.model(project, "x");
    return Stream.of(
        bad("an unknown field", model(body -> body.put("surprise", 1)), 422, "VALIDATION_FAILED"),
        bad("a number for an enum", model(body -> body.put("kind", 7)), 422, "VALIDATION_FAILED"),
        bad(
            "an unknown enum constant",
            model(body -> body.put("kind", "SPREADSHEET")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "an object for a text",
            model(body -> body.putObject("intended_use")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a text for a list",
            version(body -> body.put("authors", "engineer")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a text for a number",
            version(body -> body.putObject("metrics").put("f1", "good")),
            422,
            "VALIDATION_FAILED"),
        bad("no field at all", post("/api/v1/models", "{}"), 422, "VALIDATION_FAILED"),
        bad("a missing field", version(body -> body.remove("framework")), 422, "VALIDATION_FAILED"),
        bad(
            "a null for a required field",
            model(body -> body.putNull("kind")),
            422,
            "VALIDATION_FAILED"),
        bad("an array for the body", post("/api/v1/models", "[]"), 422, "VALIDATION_FAILED"),
        bad("half a body", post("/api/v1/models", "{\"name\": \"x"), 400, "MALFORMED_JSON"),
        bad("no JSON", post("/api/v1/models", "name=x"), 400, "MALFORMED_JSON"),
        bad("two bodies", post("/api/v1/models", plan + " " + plan), 400, "MALFORMED_JSON"),
        bad(
            "the same field twice",
            post("/api/v1/models", "{\"name\":\"a\",\"name\":\"b\"}"),
            400,
            "MALFORMED_JSON"),
        bad(
            "an empty body",
            Request.post(ENGINEER, "/api/v1/models", null).with("Content-Type", "application/json"),
            400,
            "MISSING_BODY"),
        bad(
            "deep JSON",
            patch("[".repeat(5000) + "]".repeat(5000)).with("If-Match", "\"1\""),
            400,
            "MALFORMED_JSON"),
        bad(
            "deep JSON for an object",
            post("/api/v1/models", "[".repeat(5000) + "]".repeat(5000)),
            422,
            "VALIDATION_FAILED"),
        bad(
            "deep JSON in a field",
            post("/api/v1/models", "{\"name\":" + "{\"a\":".repeat(3000) + "1" + "}".repeat(3001)),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a body over its limit",
            model(body -> body.put("intended_use", "x".repeat(2 * 1024 * 1024))),
            413,
            "PAYLOAD_TOO_LARGE"));
  }

  private Stream<Bad> values() {
    return Stream.of(
        bad(
            "a digest of another kind",
            version(body -> body.put("digest", "md5:0123")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a digest in capitals",
            version(body -> body.put("digest", "sha256:" + "AB".repeat(32))),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a digest with one digit too few",
            version(body -> body.put("digest", "sha256:" + "a".repeat(63))),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a malformed digest at the gate",
            Request.get(ENGINEER, "/api/v1/gate?digest=nonsense"),
            422,
            "VALIDATION_FAILED"),
        bad(
            "no digest at the gate",
            Request.get(ENGINEER, "/api/v1/gate"),
            422,
            "VALIDATION_FAILED"),
        bad(
            "an unknown account as author",
            version(body -> body.putArray("authors").add("nobody-knows")),
            422,
            "UNKNOWN_SUBJECT"),
        bad(
            "an author who is no member",
            version(body -> body.putArray("authors").add("engineer-2")),
            422,
            "AUTHOR_NOT_MEMBER"),
        bad("no author", version(body -> body.putArray("authors")), 422, "VALIDATION_FAILED"),
        bad(
            "an unknown account as member",
            member("nobody-knows", "VIEWER"),
            422,
            "UNKNOWN_SUBJECT"),
        bad("an unknown role", member("engineer-2", "EMPEROR"), 422, "VALIDATION_FAILED"),
        bad("an unknown decision", decision("PERHAPS"), 422, "VALIDATION_FAILED"),
        bad(
            "a rejection without a reason",
            post(
                "/api/v1/reviews/" + review + "/decisions",
                "{\"decision\":\"REJECTED\"}",
                Setting.ETHICS_REVIEWER),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a number that is infinite",
            post(
                "/api/v1/models/" + version.model() + "/versions",
                "{\"digest\":\"" + version.digest() + "\",\"metrics\":{\"a\":1e999}}"),
            422,
            "VALIDATION_FAILED"),
        bad(
            "an unknown unit",
            project(body -> body.put("unit", "moon")),
            422,
            "UNKNOWN_UNIT",
            "VALIDATION_FAILED"));
  }

  private Stream<Bad> names() {
    return Stream.of(
        bad(
            "a control character in a name",
            model(body -> body.put("name", "a\u0007b")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a line end in a name",
            model(body -> body.put("name", "a\nb")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a bidirectional override in a name",
            model(body -> body.put("name", "a\u202Eb")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "an isolate in a name",
            model(body -> body.put("name", "a\u2066b")),
            422,
            "VALIDATION_FAILED"),
        bad("a slash in a name", model(body -> body.put("name", "a/b")), 422, "VALIDATION_FAILED"),
        bad(
            "a percent sign in a name",
            model(body -> body.put("name", "a%b")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a name that is not composed",
            model(body -> body.put("name", "cafe\u0301")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "half a surrogate pair in a name",
            post(
                "/api/v1/models",
                Plans.model(project, "HALF").toString().replace("HALF", "\\ud800")),
            422,
            "VALIDATION_FAILED",
            "MALFORMED_JSON"),
        bad(
            "a name that is too long",
            model(body -> body.put("name", "a".repeat(201))),
            422,
            "VALIDATION_FAILED"),
        bad("an empty name", model(body -> body.put("name", "")), 422, "VALIDATION_FAILED"),
        bad(
            "a control character in a text",
            model(body -> body.put("intended_use", "a\u0000b")),
            422,
            "VALIDATION_FAILED"),
        bad(
            "a key in capitals",
            project(body -> body.put("key", "Credit")),
            422,
            "VALIDATION_FAILED"),
        bad("a key with a dot", project(body -> body.put("key", "a.b")), 422, "VALIDATION_FAILED"),
        bad("a taken key", project(body -> body.put("key", project)), 409, "PROJECT_KEY_TAKEN"),
        bad(
            "a taken name",
            model(body -> body.put("name", version.model().substring(project.length() + 1))),
            409,
            "MODEL_NAME_TAKEN"));
  }

  private Stream<Bad> conditions() {
    String submissions = unsubmitted.path() + "/submissions";
    Request decide = decision("APPROVED");
    return Stream.of(
        bad(
            "a submission without If-Match",
            Request.post(ENGINEER, submissions, Plans.nothing()),
            428,
            "PRECONDITION_REQUIRED"),
        bad(
            "a stale submission",
            Request.post(ENGINEER, submissions, Plans.nothing()).with("If-Match", "\"1\""),
            412,
            "STALE_REVISION"),
        bad(
            "a submission of what is under review",
            Request.post(ENGINEER, version.path() + "/submissions", Plans.nothing())
                .with("If-Match", "\"1\""),
            409,
            "ILLEGAL_TRANSITION"),
        bad("a decision without If-Match", decide, 428, "PRECONDITION_REQUIRED"),
        bad(
            "a decision on a stale reading",
            decide.with("If-Match", "\"999\""),
            412,
            "STALE_REVISION"),
        bad(
            "a stale change of the project",
            patch("{\"name\":\"New\"}").with("If-Match", "\"1\""),
            412,
            "STALE_REVISION"),
        bad(
            "a change of the project without If-Match",
            patch("{\"name\":\"New\"}"),
            428,
            "PRECONDITION_REQUIRED"),
        bad(
            "an If-Match that is none",
            patch("{\"name\":\"New\"}").with("If-Match", "yesterday"),
            400,
            "MALFORMED_CONDITION"),
        bad(
            "no Idempotency-Key",
            model(body -> {}).without("Idempotency-Key"),
            400,
            "IDEMPOTENCY_KEY_REQUIRED"),
        bad(
            "an empty Idempotency-Key",
            model(body -> {}).with("Idempotency-Key", ""),
            400,
            "IDEMPOTENCY_KEY_REQUIRED"),
        bad(
            "an Idempotency-Key that is too long",
            model(body -> {}).with("Idempotency-Key", "k".repeat(129)),
            400,
            "IDEMPOTENCY_KEY_REQUIRED",
            "MALFORMED_PARAMETER"));
  }

  private Stream<Bad> lists() {
    return Stream.of("/api/v1/projects", "/api/v1/models", "/api/v1/reviews")
        .flatMap(
            list ->
                Stream.of(
                    bad(
                        "a negative limit of " + list,
                        Request.get(ENGINEER, list + "?limit=-1"),
                        422,
                        "VALIDATION_FAILED"),
                    bad(
                        "a limit of nothing of " + list,
                        Request.get(ENGINEER, list + "?limit=0"),
                        422,
                        "VALIDATION_FAILED"),
                    bad(
                        "a huge limit of " + list,
                        Request.get(ENGINEER, list + "?limit=100000"),
                        422,
                        "VALIDATION_FAILED"),
                    bad(
                        "a limit beyond numbers of " + list,
                        Request.get(ENGINEER, list + "?limit=99999999999"),
                        400,
                        "MALFORMED_PARAMETER"),
                    bad(
                        "a limit in words of " + list,
                        Request.get(ENGINEER, list + "?limit=many"),
                        400,
                        "MALFORMED_PARAMETER"),
                    bad(
                        "an unknown parameter of " + list,
                        Request.get(ENGINEER, list + "?colour=red"),
                        400,
                        "UNKNOWN_PARAMETER"),
                    bad(
                        "an invented cursor of " + list,
                        Request.get(ENGINEER, list + "?cursor=abc"),
                        400,
                        "CURSOR_INVALID")));
  }

  private Stream<Bad> protocol() {
    String path = version.path();
    return Stream.of(
        bad("an unknown path", Request.get(ENGINEER, "/api/v1/elephants"), 404, "NOT_FOUND"),
        bad(
            "an unknown model",
            Request.get(ENGINEER, "/api/v1/models/no-such.model"),
            404,
            "MODEL_NOT_FOUND",
            "NOT_FOUND"),
        bad(
            "an unknown version",
            Request.get(ENGINEER, "/api/v1/models/" + version.model() + "/versions/99"),
            404,
            "VERSION_NOT_FOUND",
            "NOT_FOUND"),
        bad(
            "a version that is no number",
            Request.get(ENGINEER, "/api/v1/models/" + version.model() + "/versions/first"),
            404,
            "VERSION_NOT_FOUND",
            "NOT_FOUND"),
        bad(
            "a review that is no id",
            Request.get(ENGINEER, "/api/v1/reviews/first"),
            404,
            "REVIEW_NOT_FOUND",
            "NOT_FOUND"),
        bad(
            "what belongs to another project",
            Request.get(ENGINEER_2, path),
            404,
            "MODEL_NOT_FOUND",
            "NOT_FOUND"),
        bad(
            "a missing role",
            Request.post(ENGINEER, "/api/v1/projects", Plans.project(Setting.fresh("v"))),
            403,
            "FORBIDDEN"),
        bad(
            "an unsupported method",
            new Request(ENGINEER, "DELETE", path, Map.of(), null),
            405,
            "METHOD_NOT_ALLOWED"),
        bad(
            "a method nobody knows",
            new Request(ENGINEER, "BREW", path, Map.of(), null),
            405,
            "METHOD_NOT_ALLOWED"),
        bad(
            "an unsupported media type",
            model(body -> {}).with("Content-Type", "text/plain"),
            415,
            "UNSUPPORTED_MEDIA_TYPE"),
        bad(
            "an unacceptable media type",
            Request.get(ENGINEER, path).with("Accept", "image/png"),
            406,
            "NOT_ACCEPTABLE"),
        bad(
            "a path that climbs",
            Request.get(ENGINEER, "/api/v1/models/%2e%2e%2f%2e%2e%2fq%2fmetrics"),
            400,
            "MALFORMED_PATH"),
        bad(
            "a null byte in a path",
            Request.get(ENGINEER, "/api/v1/models/a%00b"),
            400,
            "MALFORMED_PATH"));
  }

  /** What anybody could see of the project and its version. */
  private List<JsonNode> state() {
    return Stream.of(
            "/api/v1/projects/" + project,
            "/api/v1/projects/" + project + "/members",
            "/api/v1/models?project_key=" + project,
            "/api/v1/models/" + version.model() + "/versions",
            version.path() + "/history",
            version.reviews())
        .map(path -> setting.read(LEAD, path))
        .map(Answer::body)
        .toList();
  }

  private Request model(Consumer<ObjectNode> change) {
    ObjectNode body = Plans.model(project, Setting.fresh("m"));
    change.accept(body);
    return Request.post(ENGINEER, "/api/v1/models", body);
  }

  private Request version(Consumer<ObjectNode> change) {
    ObjectNode body = Plans.version(Setting.freshDigest(), Setting.freshDigest());
    change.accept(body);
    return Request.post(ENGINEER, "/api/v1/models/" + version.model() + "/versions", body);
  }

  private Request project(Consumer<ObjectNode> change) {
    ObjectNode body = Plans.project(Setting.fresh("v"));
    change.accept(body);
    return Request.post(LEAD, "/api/v1/projects", body);
  }

  private Request member(String account, String role) {
    ObjectNode body = JSON.objectNode().put("subject", account).put("role", role);
    return Request.post(LEAD, "/api/v1/projects/" + project + "/members", body);
  }

  private Request decision(String decision) {
    return Request.post(
        Setting.ETHICS_REVIEWER,
        "/api/v1/reviews/" + review + "/decisions",
        Setting.decision(decision));
  }

  private Request patch(String body) {
    return new Request(
        LEAD,
        "PATCH",
        "/api/v1/projects/" + project,
        Map.of("Content-Type", "application/merge-patch+json"),
        raw(body));
  }

  private static Request post(String path, String body) {
    return post(path, body, ENGINEER);
  }

  private static Request post(String path, String body, Sender sender) {
    return Request.post(sender, path, raw(body));
  }

  /** Text to be sent as it is, even if it is no JSON. */
  private static JsonNode raw(String text) {
    return JSON.rawValueNode(new RawValue(text));
  }
}
