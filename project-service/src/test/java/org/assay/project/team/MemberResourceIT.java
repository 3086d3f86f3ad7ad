package org.assay.project.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assay.kit.testing.Tokens;
import org.assay.project.ProjectServiceTestCase;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberResourceIT extends ProjectServiceTestCase {

  @Test
  void addsAPersonByAccountWithTheUnitOfThatDay() {
    String key = projectOfTheLead();
    String subject = Tokens.subject("engineer");

    addMember("lead", key, "engineer", "CONTRIBUTOR")
        .statusCode(201)
        .header("Location", endsWith(PROJECTS + "/" + key + "/members/" + subject))
        .body("subject", is(subject))
        .body("account", is("engineer"))
        .body("role", is("CONTRIBUTOR"))
        .body("unit", is("credit"))
        .body("from", notNullValue())
        .body("until", nullValue())
        .body("revision", is(3));
  }

  @Test
  void findsAMemberBySubjectAndByAccount() {
    String key = projectOfTheLead();

    read("auditor", key + "/members/" + Tokens.subject("lead"))
        .statusCode(200)
        .body("account", is("lead"));
    read("auditor", key + "/members/lead")
        .statusCode(200)
        .body("subject", is(Tokens.subject("lead")))
        .body("role", is("OWNER"));
  }

  @Test
  void addsAMachineByTheNameOfItsClient() {
    String key = projectOfTheLead();

    addMember("lead", key, "ci", "CONTRIBUTOR")
        .statusCode(201)
        .body("account", is("service-account-ci"));
    read("service-account-ci", key).statusCode(200).body("my_role", is("CONTRIBUTOR"));
    patch("service-account-ci", key, 3, Map.of("name", "Mine")).statusCode(403);
  }

  @Test
  void refusesAMachineAsOwner() {
    addMember("lead", projectOfTheLead(), "ci", "OWNER")
        .statusCode(422)
        .body("code", is("MACHINE_CANNOT_OWN"));
  }

  @Test
  void refusesAnUnknownAccount() {
    addMember("lead", projectOfTheLead(), "nobody", "VIEWER")
        .statusCode(422)
        .body("code", is("UNKNOWN_SUBJECT"))
        .body("errors[0].pointer", is("/subject"));
  }

  @Test
  void refusesWhoIsAMemberAlready() {
    addMember("lead", projectOfTheLead(), "lead", "VIEWER")
        .statusCode(409)
        .body("code", is("ALREADY_MEMBER"));
  }

  @Test
  void neverKnewWhoWasNoMember() {
    String key = projectOfTheLead();

    read("lead", key + "/members/engineer").statusCode(404).body("code", is("MEMBER_NOT_FOUND"));
    read("lead", key + "/members/nobody").statusCode(404).body("code", is("MEMBER_NOT_FOUND"));
  }

  @Test
  void givesAnotherRole() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "VIEWER").statusCode(201);

    patch("lead", key + "/members/engineer", 3, Map.of("role", "OWNER"))
        .statusCode(200)
        .body("role", is("OWNER"))
        .body("revision", is(4));
    patch("engineer", key, 4, Map.of("name", "An owner may")).statusCode(200);
  }

  @Test
  void takesTheSameRoleForNoChange() {
    String key = projectOfTheLead();

    patch("lead", key + "/members/lead", 2, Map.of("role", "OWNER"))
        .statusCode(200)
        .body("revision", is(2));
  }

  @Test
  void refusesAnUnknownRoleAndWhatNeverChanges() {
    String key = projectOfTheLead();

    patch("lead", key + "/members/lead", 2, Map.of("role", "KING"))
        .statusCode(422)
        .body("errors[0].pointer", is("/role"));
    patch("lead", key + "/members/lead", 2, Map.of("unit", "risk"))
        .statusCode(422)
        .body("code", is("FIELD_IMMUTABLE"));
  }

  @Test
  void keepsTheLastOwner() {
    String key = projectOfTheLead();

    patch("lead", key + "/members/lead", 2, Map.of("role", "VIEWER"))
        .statusCode(409)
        .body("code", is("LAST_OWNER"));
    remove("lead", key, "lead", 2).statusCode(409).body("code", is("LAST_OWNER"));
    read("lead", key + "/members/lead")
        .body("actions.find { it.name == 'remove' }.reason_code", is("LAST_OWNER"));
  }

  @Test
  void handsTheProjectOverWhenThePrincipalOwnerLeaves() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "OWNER").statusCode(201);

    remove("lead", key, "lead", 2).statusCode(204);

    read("engineer", key)
        .statusCode(200)
        .body("owner.account", is("engineer"))
        .body("revision", is(5));
  }

  @Test
  void keepsPastMembersVisibleAndLocksThemOut() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "CONTRIBUTOR").statusCode(201);

    remove("lead", key, "engineer", 3).statusCode(204);

    read("engineer", key).statusCode(404);
    read("lead", key + "/members/engineer")
        .statusCode(200)
        .body("until", notNullValue())
        .body("revision", is(4));
    remove("lead", key, "engineer", 4).statusCode(409).body("code", is("MEMBERSHIP_ENDED"));
  }

  @Test
  void letsAPastMemberComeBack() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "CONTRIBUTOR").statusCode(201);
    remove("lead", key, "engineer", 3).statusCode(204);

    addMember("lead", key, "engineer", "VIEWER").statusCode(201);

    read("lead", key + "/members/engineer").body("role", is("VIEWER")).body("until", nullValue());
    read("lead", key + "/members")
        .body("items.account", contains("lead", "engineer", "engineer"))
        .body("items.role", contains("OWNER", "CONTRIBUTOR", "VIEWER"));
  }

  @Test
  void refusesARemovalWithoutOrOnAnOldRevision() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "VIEWER").statusCode(201);

    as("lead").delete(PROJECTS + "/" + key + "/members/engineer").then().statusCode(428);
    remove("lead", key, "engineer", 2).statusCode(412).body("revision", is(3));
  }

  @Test
  void pagesThroughEveryMemberOnce() {
    String key = projectOfTheLead();
    for (String account : List.of("engineer", "engineer-2", "lead-2", "auditor")) {
      addMember("lead", key, account, "VIEWER").statusCode(201);
    }

    List<String> listed = new ArrayList<>();
    String page = PROJECTS + "/" + key + "/members?limit=2";
    while (page != null) {
      JsonPath body =
          as("lead")
              .urlEncodingEnabled(false)
              .get(page)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      listed.addAll(body.getList("items.account"));
      page = body.getString("next");
    }

    assertThat(listed).containsExactly("lead", "engineer", "engineer-2", "lead-2", "auditor");
  }

  @Test
  void keepsAnOwnerWhenTwoLeaveAtTheSameTime() throws Exception {
    String key = projectOfTheLead();
    addMember("lead", key, "lead-2", "OWNER").statusCode(201);

    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> answers =
          both.invokeAll(List.of(leaving(key, "lead", 2), leaving(key, "lead-2", 3)));
      assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
          .containsExactlyInAnyOrder(204, 409);
    }
  }

  private static Callable<Integer> leaving(String key, String account, long revision) {
    return () -> remove(account, key, account, revision).extract().statusCode();
  }

  private static ValidatableResponse remove(String by, String key, String account, long revision) {
    return as(by)
        .header("If-Match", revision)
        .delete(PROJECTS + "/" + key + "/members/" + account)
        .then();
  }
}
