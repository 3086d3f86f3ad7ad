package org.assay.project.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.project.ProjectServiceTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class UseCaseResourceIT extends ProjectServiceTestCase {

  @Test
  void addsAUseCaseAndTellsInTheProjectsHistory() {
    String key = projectOfTheLead();

    ValidatableResponse added = add("lead", key, useCase()).statusCode(201);
    String id = added.extract().jsonPath().getString("id");

    added
        .header("Location", endsWith(PROJECTS + "/" + key + "/use-cases/" + id))
        .body("jurisdictions", contains("US-MA", "EU"))
        .body("organisation_role", is("DEPLOYER"))
        .body("alternatives_considered", nullValue())
        .body("created_by.account", is("lead"))
        .body("revision", is(3))
        .body("actions.find { it.name == 'change' }.allowed", is(true));
    read("auditor", key + "/use-cases/" + id)
        .statusCode(200)
        .body("affected_people", is("Private people who apply for a first mortgage"))
        .body("actions.find { it.name == 'change' }.allowed", is(false));
    read("auditor", key + "/history")
        .body("items.last().type", is("org.assay.project.usecase.changed.v1"))
        .body("items.last().revision", is(3));
  }

  @Test
  void changesOnlyWhatThePatchNames() {
    String key = projectOfTheLead();
    String path = added(key);

    Map<String, Object> patch = new HashMap<>();
    patch.put("jurisdictions", List.of("US", "US"));
    patch.put("alternatives_considered", "An order by date");
    patch("lead", path, 3, patch)
        .statusCode(200)
        .body("jurisdictions", contains("US"))
        .body("alternatives_considered", is("An order by date"))
        .body("name", is("Order of mortgage applications"))
        .body("revision", is(4));
    patch.put("alternatives_considered", null);
    patch("lead", path, 4, patch)
        .statusCode(200)
        .body("alternatives_considered", nullValue())
        .body("revision", is(5));
    patch("lead", path, 5, Map.of("jurisdictions", List.of("US")))
        .statusCode(200)
        .body("revision", is(5));
    assertThat(revision(key)).as("what says the same leaves no trace").isEqualTo(5);
  }

  @Test
  void refusesAChangeOfWhatSomebodyElseChanged() {
    String key = projectOfTheLead();
    String path = added(key);
    patch("lead", path, 3, Map.of("name", "First")).statusCode(200);

    patch("lead", path, 3, Map.of("name", "Second")).statusCode(412);
    read("lead", path).body("name", is("First"));
  }

  @Test
  void letsNobodyChangeWhoDoesNotSteerTheProject() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "CONTRIBUTOR").statusCode(201);
    String path = added(key);

    add("engineer", key, useCase()).statusCode(403).body("code", is("PROJECT_LEADERSHIP_REQUIRED"));
    patch("engineer", path, 4, Map.of("name", "Mine")).statusCode(403);
    patch("engineer-2", path, 4, Map.of("name", "Mine")).statusCode(404);
    read("engineer", path).statusCode(200);
    read("engineer-2", path).statusCode(404).body("code", is("PROJECT_NOT_FOUND"));
  }

  @Test
  void keepsAClosedProjectsUseCasesAsTheyAre() {
    String key = projectOfTheLead();
    String path = added(key);
    act("lead", key + "/closures", 3, "Done").statusCode(201);

    add("lead", key, useCase()).statusCode(409).body("code", is("PROJECT_STATE"));
    patch("lead", path, 3, Map.of("name", "Later")).statusCode(409);
    read("lead", path).statusCode(200).body("revision", is(3));
  }

  @Test
  void knowsNoUseCaseOfAnotherProject() {
    String path = added(projectOfTheLead());
    String id = path.substring(path.lastIndexOf('/') + 1);

    read("lead", projectOfTheLead() + "/use-cases/" + id)
        .statusCode(404)
        .body("code", is("USE_CASE_NOT_FOUND"));
    read("lead", projectOfTheLead() + "/use-cases/" + UUID.randomUUID()).statusCode(404);
  }

  @Test
  void listsByPagesTheOldestFirst() {
    String key = projectOfTheLead();
    List<String> names = List.of("one", "two", "three");
    for (String name : names) {
      Map<String, Object> one = useCase();
      one.put("name", name);
      add("lead", key, one).statusCode(201);
    }

    ValidatableResponse first =
        read("lead", key + "/use-cases?limit=2")
            .statusCode(200)
            .body("items.name", contains("one", "two"));
    String next = first.extract().jsonPath().getString("next");

    as("lead")
        .urlEncodingEnabled(false)
        .get(next)
        .then()
        .statusCode(200)
        .body("items.name", contains("three"))
        .body("next", nullValue());
    read("lead", projectOfTheLead() + "/use-cases").body("items", hasSize(0));
  }

  static Stream<Arguments> badMembers() {
    return Stream.of(
        Arguments.of("name", null, "REQUIRED"),
        Arguments.of("name", "two\nlines", "PLAIN_TEXT"),
        Arguments.of("purpose", "p".repeat(4001), "PLAIN_TEXT"),
        Arguments.of("users", "gpj\u202Eexe", "PLAIN_TEXT"),
        Arguments.of("affected_people", 7, "WRONG_TYPE"),
        Arguments.of("jurisdictions", List.of(), "TOO_SHORT"),
        Arguments.of("organisation_role", "OWNER", "UNKNOWN_VALUE"),
        Arguments.of("tier", "HIGH", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badMembers")
  void refusesABadMember(String member, @Nullable Object value, String code) {
    String key = projectOfTheLead();
    Map<String, Object> bad = useCase();
    bad.put(member, value);

    add("lead", key, bad)
        .statusCode(422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));
    assertThat(revision(key)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"eu", "Europe", "US-", "US-MASS", "''", "' US'"})
  void refusesWhatNamesNoJurisdiction(String jurisdiction) {
    Map<String, Object> bad = useCase();
    bad.put("jurisdictions", List.of("EU", jurisdiction));

    add("lead", projectOfTheLead(), bad)
        .statusCode(422)
        .body("errors[0].pointer", is("/jurisdictions/1"));
  }

  @Test
  void refusesMoreJurisdictionsThanThereAreNear() {
    Map<String, Object> bad = useCase();
    bad.put("jurisdictions", IntStream.range(100, 161).mapToObj(i -> "US-" + i).toList());

    add("lead", projectOfTheLead(), bad)
        .statusCode(422)
        .body("errors[0].pointer", is("/jurisdictions"));
  }

  private static String added(String key) {
    String id = add("lead", key, useCase()).statusCode(201).extract().jsonPath().getString("id");
    return key + "/use-cases/" + id;
  }

  private static ValidatableResponse add(String account, String key, Map<String, ?> body) {
    return as(account)
        .contentType("application/json")
        .body(body)
        .post(PROJECTS + "/" + key + "/use-cases")
        .then();
  }
}
