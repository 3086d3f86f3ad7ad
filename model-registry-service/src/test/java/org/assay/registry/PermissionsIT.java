package org.assay.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role against each act, as governance's table of roles says. */
@QuarkusTest
class PermissionsIT extends RegistryTestCase {

  private enum Act {
    CREATE_MODEL,
    LIST_MODELS,
    READ_MODEL,
    UPDATE_MODEL,
    REGISTER_VERSION,
    LIST_VERSIONS,
    SEARCH_VERSIONS,
    READ_VERSION,
    HISTORY,
    SUBMIT,
    WITHDRAW,
    DEPRECATE,
    RETIRE,
    DISCARD,
    LIST_ALIASES,
    MOVE_ALIAS,
    ROLL_BACK_ALIAS;

    int send(RequestSpecification request, Project project, String version) {
      String versions = version.substring(0, version.lastIndexOf('/'));
      String model = versions.substring(0, versions.lastIndexOf('/'));
      return switch (this) {
        case CREATE_MODEL -> post(request, MODELS, model(project, "m-" + UUID.randomUUID()));
        case LIST_MODELS -> request.get(MODELS).statusCode();
        case READ_MODEL -> request.get(model).statusCode();
        case UPDATE_MODEL ->
            request
                .contentType("application/merge-patch+json")
                .header("If-Match", 1)
                .body(Map.of("intended_use", "Suggest which applications a person looks at first"))
                .patch(model)
                .statusCode();
        case REGISTER_VERSION -> post(request, versions + "?validate_only=true", version());
        case LIST_VERSIONS -> request.get(versions).statusCode();
        case SEARCH_VERSIONS -> request.get("/api/v1/versions").statusCode();
        case READ_VERSION -> request.get(version).statusCode();
        case HISTORY -> request.get(version + "/history").statusCode();
        case SUBMIT -> act(request, version + "/submissions");
        case WITHDRAW -> act(request, version + "/withdrawals");
        case DEPRECATE ->
            act(
                request,
                version + "/deprecations",
                Map.of("successor", 1, "last_day", "2999-12-31"));
        case RETIRE -> act(request, version + "/retirements");
        case DISCARD -> act(request, version + "/discards");
        case LIST_ALIASES -> request.get(model + "/aliases").statusCode();
        case MOVE_ALIAS ->
            post(request.header("If-Match", 99), model + "/aliases/a/moves", Map.of("version", 1));
        case ROLL_BACK_ALIAS -> act(request, model + "/aliases/a/rollbacks");
      };
    }

    private static int post(RequestSpecification request, String path, Object body) {
      return request.contentType("application/json").body(body).post(path).statusCode();
    }

    /** With a revision that is past, so that who may act gets 412 or 409 and changes nothing. */
    private static int act(RequestSpecification request, String path) {
      return act(request, path, Map.of());
    }

    private static int act(RequestSpecification request, String path, Map<String, Object> body) {
      return request
          .contentType("application/json")
          .header("If-Match", 1)
          .body(body)
          .post(path)
          .statusCode();
    }
  }

  /**
   * What mlflow#11497 asks for: the rights to register, to change, to submit and to retire are
   * apart.
   */
  @ParameterizedTest
  @CsvSource({
    // who,                 create, list, read, update, register, submit, withdraw, deprecate,
    // retire, move, roll back, discard
    "engineer,              201, 200, 200, 200, 200, 412, 403, 403, 403, 412, 404, 409",
    "service-account-ci,    201, 200, 200, 200, 200, 412, 403, 403, 403, 412, 404, 409",
    "lead,                  201, 200, 200, 200, 200, 412, 409, 409, 412, 412, 404, 409",
    "engineer-2,            403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403",
    "lead-2,                403, 200, 200, 403, 403, 403, 403, 409, 412, 403, 403, 403",
    "ethics-reviewer,       403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403",
    "performance-reviewer,  403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403",
    "auditor,               403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403",
    "operator,              403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403",
    "admin,                 403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403"
  })
  void givesARoleWhatTheTableSays(
      String account,
      int create,
      int list,
      int read,
      int update,
      int register,
      int submit,
      int withdraw,
      int deprecate,
      int retire,
      int move,
      int rollBack,
      int discard) {
    Project project = project();
    String version = registeredVersion(registered(project, "denial"));
    for (Act act : Act.values()) {
      int expected =
          switch (act) {
            case CREATE_MODEL -> create;
            case LIST_MODELS, SEARCH_VERSIONS -> list;
            case READ_MODEL, LIST_VERSIONS, READ_VERSION, HISTORY, LIST_ALIASES -> read;
            case UPDATE_MODEL -> update;
            case REGISTER_VERSION -> register;
            case SUBMIT -> submit;
            case WITHDRAW -> withdraw;
            case DEPRECATE -> deprecate;
            case RETIRE -> retire;
            case DISCARD -> discard;
            case MOVE_ALIAS -> move;
            case ROLL_BACK_ALIAS -> rollBack;
          };
      assertThat(act.send(as(account), project, version))
          .as("%s by %s", act, account)
          .isEqualTo(expected);
    }
    get("auditor", version).body("revision", is(2));
  }

  /** Who placed a hold decides who lifts it: {@code lead-2} is no member of the project. */
  @ParameterizedTest
  @CsvSource({
    // who,                 read, hold, lift
    "engineer,              200, 403, 403",
    "service-account-ci,    200, 403, 403",
    "lead,                  200, 201, 201",
    "engineer-2,            200, 403, 403",
    "lead-2,                200, 201, 403",
    "ethics-reviewer,       200, 403, 403",
    "performance-reviewer,  200, 403, 403",
    "auditor,               200, 201, 201",
    "operator,              403, 403, 403",
    "admin,                 200, 403, 403"
  })
  void givesARoleWhatTheTableSaysOfHolds(String account, int read, int hold, int lift) {
    Project project = project();
    String use = use(project);

    assertThat(Act.post(as(account), use + "/holds", Map.of("reason", "Case 117"))).isEqualTo(hold);
    assertThat(Act.post(as(account), use + "/liftings", Map.of("reason", "It is closed")))
        .isEqualTo(lift);
    assertThat(as(account).get(use + "/holds").statusCode()).isEqualTo(read);
  }

  /** Small counts can be told by rows: {@code engineer-2} looks on, {@code lead-2} is no member. */
  @ParameterizedTest
  @CsvSource({
    // who,                 in use, another
    "engineer,              200, 200",
    "service-account-ci,    200, 200",
    "lead,                  200, 200",
    "engineer-2,            403, 200",
    "lead-2,                403, 200",
    "ethics-reviewer,       403, 200",
    "performance-reviewer,  403, 200",
    "auditor,               200, 200",
    "operator,              403, 403",
    "admin,                 403, 200"
  })
  void givesARoleWhatTheTableSaysOfRows(String account, int inUse, int another) {
    Project project = project();
    use(project);
    String files = "/api/v1/artifacts/" + project.key() + "/files/";
    as("engineer").header("If-None-Match", "*").body("model").put(files + "model").then();

    assertThat(as(account).get(files + "test.csv").statusCode()).isEqualTo(inUse);
    assertThat(as(account).get(files + "model").statusCode()).isEqualTo(another);
  }

  @ParameterizedTest
  @CsvSource({"engineer, 403, 404", "service-account-ci, 403, 404"})
  void hidesHoldsOfAForeignProject(String account, int hold, int read) {
    String use = "/api/v1/artifacts/" + project(Map.of()).key() + "/uses/" + UUID.randomUUID();

    assertThat(Act.post(as(account), use + "/holds", Map.of("reason", "Case 117"))).isEqualTo(hold);
    assertThat(as(account).get(use + "/holds").statusCode()).isEqualTo(read);
  }

  private static String use(Project project) {
    String artifacts = "/api/v1/artifacts/" + project.key();
    as("engineer")
        .header("If-None-Match", "*")
        .contentType("text/csv")
        .body("label,prediction\n")
        .put(artifacts + "/files/test.csv")
        .then()
        .statusCode(200);
    return artifacts
        + "/uses/"
        + post(
                "engineer",
                artifacts + "/uses",
                Map.of(
                    "path",
                    "test.csv",
                    "purpose",
                    "EVALUATION",
                    "keep_until",
                    Instant.now().plus(Duration.ofDays(1)).toString()))
            .statusCode(201)
            .extract()
            .<String>path("id");
  }

  @ParameterizedTest
  @CsvSource({"engineer", "service-account-ci"})
  void hidesAForeignProjectFromWhoIsNoMember(String account) {
    Project project = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String model =
        post("engineer-2", MODELS, model(project, "denial")).extract().jsonPath().getString("name");
    Map<String, Object> theirs = version();
    theirs.put("authors", java.util.List.of("engineer-2"));
    post("engineer-2", versions(model), theirs).statusCode(201);

    for (Act act : Act.values()) {
      assertThat(act.send(as(account), project, versions(model) + "/1"))
          .as("%s by %s", act, account)
          .isEqualTo(act == Act.LIST_MODELS || act == Act.SEARCH_VERSIONS ? 200 : 404);
    }
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        Arguments.of("expired", Tokens.forAccount("engineer").expired().token()),
        Arguments.of("foreign audience", Tokens.forAccount("engineer").audience("other").token()),
        Arguments.of("foreign issuer", Tokens.forAccount("engineer").issuer("http://x").token()),
        Arguments.of("tampered", Tokens.tampered(Tokens.of("engineer"))),
        Arguments.of("unsigned", Tokens.unsigned("engineer")),
        Arguments.of("no token at all", "nonsense"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void refusesABadIdentityForEveryAct(String what, String token) {
    Project project = new Project(freshKey(), UUID.randomUUID());
    for (Act act : Act.values()) {
      assertThat(act.send(withToken(token), project, versions("any.model") + "/1"))
          .as("%s, %s", act, what)
          .isEqualTo(401);
    }
  }

  @Test
  void asksWhoComesWithoutATokenForOne() {
    given()
        .get(MODELS)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", startsWith("Bearer"))
        .body("code", is("UNAUTHENTICATED"));
  }
}
