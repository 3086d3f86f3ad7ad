package org.assay.project;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role against each act, as governance's table of roles says; nobody here is a member. */
@QuarkusTest
class PermissionsIT extends ProjectServiceTestCase {

  private enum Act {
    CREATE,
    LIST,
    READ,
    UPDATE,
    CLOSE,
    HOLD,
    ACTIVATE,
    ADD_MEMBER,
    LIST_MEMBERS,
    READ_MEMBER,
    CHANGE_MEMBER,
    REMOVE_MEMBER,
    ADD_USE_CASE,
    LIST_USE_CASES,
    HISTORY;

    int send(RequestSpecification request, String key) {
      String path = PROJECTS + "/" + key;
      return switch (this) {
        case CREATE ->
            request
                .contentType("application/json")
                .body(draft(freshKey()))
                .post(PROJECTS)
                .statusCode();
        case LIST -> request.get(PROJECTS).statusCode();
        case READ -> request.get(path).statusCode();
        case UPDATE -> patch(request, path, Map.of("name", "Mine"));
        case CLOSE -> act(request, path + "/closures");
        case HOLD -> act(request, path + "/holds");
        case ACTIVATE -> act(request, path + "/activations");
        case ADD_MEMBER ->
            request
                .contentType("application/json")
                .body(Map.of("subject", "engineer-2", "role", "VIEWER"))
                .post(path + "/members")
                .statusCode();
        case LIST_MEMBERS -> request.get(path + "/members").statusCode();
        case READ_MEMBER -> request.get(path + "/members/lead").statusCode();
        case CHANGE_MEMBER -> patch(request, path + "/members/lead", Map.of("role", "VIEWER"));
        case REMOVE_MEMBER ->
            request.header("If-Match", 2).delete(path + "/members/lead").statusCode();
        case ADD_USE_CASE ->
            request
                .contentType("application/json")
                .body(useCase())
                .post(path + "/use-cases")
                .statusCode();
        case LIST_USE_CASES -> request.get(path + "/use-cases").statusCode();
        case HISTORY -> request.get(path + "/history").statusCode();
      };
    }

    private static int patch(RequestSpecification request, String path, Map<String, ?> body) {
      return request
          .contentType("application/merge-patch+json")
          .header("If-Match", 2)
          .body(body)
          .patch(path)
          .statusCode();
    }

    private static int act(RequestSpecification request, String path) {
      return request
          .contentType("application/json")
          .header("If-Match", 2)
          .body(Map.of("reason", "Because"))
          .post(path)
          .statusCode();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // role,                 create, list, read, write
    "engineer,               403, 200, 404, 404",
    "ethics-reviewer,        403, 200, 200, 403",
    "performance-reviewer,   403, 200, 200, 403",
    "lead-2,                 201, 200, 200, 403",
    "auditor,                403, 200, 200, 403",
    "operator,               403, 403, 403, 403",
    "admin,                  403, 200, 200, 403",
    "service-account-ci,     403, 200, 404, 404"
  })
  void givesARoleWhatTheTableSays(String account, int create, int list, int read, int write) {
    String key = projectOfTheLead();
    for (Act act : Act.values()) {
      int expected =
          switch (act) {
            case CREATE -> create;
            case LIST -> list;
            case READ, LIST_MEMBERS, READ_MEMBER, LIST_USE_CASES, HISTORY -> read;
            case UPDATE,
                CLOSE,
                HOLD,
                ACTIVATE,
                ADD_MEMBER,
                CHANGE_MEMBER,
                REMOVE_MEMBER,
                ADD_USE_CASE ->
                write;
          };
      assertThat(act.send(as(account), key)).as("%s by %s", act, account).isEqualTo(expected);
    }
    assertThat(revision(key)).as("nothing changed").isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "engineer, CONTRIBUTOR, 403",
    "engineer, VIEWER, 403",
    "engineer, OWNER, 200",
    "lead-2, VIEWER, 200",
    "ethics-reviewer, OWNER, 403",
    "service-account-ci, CONTRIBUTOR, 403"
  })
  void letsOwnersAndMemberLeadsChangeTheProject(String account, String role, int status) {
    String key = projectOfTheLead();
    addMember("lead", key, account, role).statusCode(201);

    patch(account, key, 3, Map.of("name", "Changed")).statusCode(status);
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        Arguments.of("expired", Tokens.forAccount("lead").expired().token()),
        Arguments.of("foreign audience", Tokens.forAccount("lead").audience("other").token()),
        Arguments.of("foreign issuer", Tokens.forAccount("lead").issuer("http://x").token()),
        Arguments.of("tampered", Tokens.tampered(Tokens.of("lead"))),
        Arguments.of("unsigned", Tokens.unsigned("lead")),
        Arguments.of("no token at all", "nonsense"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void refusesABadIdentityForEveryAct(String what, String token) {
    for (Act act : Act.values()) {
      assertThat(act.send(withToken(token), "any-key")).as("%s, %s", act, what).isEqualTo(401);
    }
  }

  @Test
  void asksWhoComesWithoutATokenForOne() {
    given()
        .get(PROJECTS)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", startsWith("Bearer"))
        .body("code", is("UNAUTHENTICATED"));
  }
}
