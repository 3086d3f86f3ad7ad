package org.assay.project.charter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.testing.Tokens;
import org.assay.project.ProjectServiceTestCase;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProjectResourceIT extends ProjectServiceTestCase {

  @Test
  void createsAnActiveProjectOwnedByTheLead() {
    String key = freshKey();

    create("lead", draft(key))
        .statusCode(201)
        .header("Location", endsWith(PROJECTS + "/" + key))
        .header("ETag", matchesPattern("\"2\\.[0-9a-f]+\""))
        .body("key", is(key))
        .body("state", is("ACTIVE"))
        .body("owner.subject", is(Tokens.subject("lead")))
        .body("owner.account", is("lead"))
        .body("sponsor.account", is("lead-2"))
        .body("my_role", is("OWNER"))
        .body("created_by.account", is("lead"))
        .body("revision", is(2))
        .body("scope_in", nullValue())
        .body("actions.findAll { it.allowed }.name", hasItems("update", "close"))
        .body("actions.find { it.name == 'activate' }.reason_code", is("PROJECT_STATE"));
  }

  @Test
  void keepsEverythingThatWasSaid() {
    String key = freshKey();
    Map<String, Object> draft = draft(key);
    draft.put("scope_in", "First mortgages");
    draft.put("scope_out", "Refinancing");
    draft.put("starts_on", "2026-01-01");
    draft.put("ends_on", "2026-12-31");
    create("lead", draft).statusCode(201);

    read("lead", key)
        .statusCode(200)
        .body("business_goal", is(draft.get("business_goal")))
        .body("scope_in", is("First mortgages"))
        .body("scope_out", is("Refinancing"))
        .body("starts_on", is("2026-01-01"))
        .body("ends_on", is("2026-12-31"));
  }

  @Test
  void answersARepeatedRequestWithTheSameProject() {
    String key = freshKey();
    String once = UUID.randomUUID().toString();

    String first = createWith(once, draft(key)).statusCode(201).extract().asString();
    createWith(once, draft(key))
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body(equalTo(first));

    assertThat(revision(key)).isEqualTo(2);
  }

  @Test
  void refusesAnotherBodyUnderTheSameIdempotencyKey() {
    String once = UUID.randomUUID().toString();
    createWith(once, draft(freshKey())).statusCode(201);

    createWith(once, draft(freshKey())).statusCode(422).body("code", is("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void refusesAKeyThatIsTaken() {
    String key = projectOfTheLead();

    create("lead-2", draft(key))
        .statusCode(409)
        .body("code", is("PROJECT_KEY_TAKEN"))
        .body("errors[0].pointer", is("/key"));
  }

  @Test
  void hidesAProjectFromAnEngineerWhoIsNoMember() {
    String key = projectOfTheLead();

    String hidden = read("engineer", key).statusCode(404).extract().jsonPath().getString("code");
    String unknown =
        read("engineer", freshKey()).statusCode(404).extract().jsonPath().getString("code");

    assertThat(hidden).isEqualTo(unknown).isEqualTo("PROJECT_NOT_FOUND");
  }

  @Test
  void listsToAnEngineerOnlyTheirOwn() {
    String mine = projectOfTheLead();
    addMember("lead", mine, "engineer-2", "VIEWER").statusCode(201);
    String other = projectOfTheLead();

    as("engineer-2")
        .get(PROJECTS)
        .then()
        .statusCode(200)
        .body("items.key", hasItem(mine))
        .body("items.key", not(hasItem(other)))
        .body("items.my_role", everyItem(is("VIEWER")));
  }

  @Test
  void listsToAReviewerEveryProject() {
    String key = projectOfTheLead();

    as("ethics-reviewer").get(PROJECTS).then().statusCode(200).body("items.key", hasItem(key));
  }

  @Test
  void pagesThroughEveryProjectOnceNewestFirst() {
    Map<String, Object> ofAudit = draft(freshKey());
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ofAudit.put("key", freshKey());
      ofAudit.put("unit", "audit");
      create("lead", ofAudit).statusCode(201);
      created.addFirst((String) ofAudit.get("key"));
    }

    List<String> listed = new ArrayList<>();
    String page = PROJECTS + "?unit=audit&state=ACTIVE&limit=2";
    while (page != null) {
      JsonPath body =
          as("auditor")
              .urlEncodingEnabled(false)
              .get(page)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      listed.addAll(body.getList("items.key"));
      page = body.getString("next");
    }

    assertThat(listed).isEqualTo(created);
  }

  @Test
  void answersNotModifiedToWhoHasTheCurrentOne() {
    String key = projectOfTheLead();
    String etag = read("lead", key).extract().header("ETag");

    as("lead").header("If-None-Match", etag).get(PROJECTS + "/" + key).then().statusCode(304);
  }

  @Test
  void changesWhatIsSaidAndRemovesWhatIsNull() {
    String key = freshKey();
    Map<String, Object> draft = draft(key);
    draft.put("scope_out", "Refinancing");
    create("lead", draft).statusCode(201);
    Map<String, Object> changes = new HashMap<>(Map.of("name", "Mortgages", "sponsor", "admin"));
    changes.put("scope_out", null);

    patch("lead", key, 2, changes)
        .statusCode(200)
        .header("ETag", containsString("\"3."))
        .body("name", is("Mortgages"))
        .body("sponsor.account", is("admin"))
        .body("scope_out", nullValue())
        .body("revision", is(3));
  }

  @Test
  void takesAnUnchangedPatchForNoChange() {
    String key = projectOfTheLead();

    patch("lead", key, 2, Map.of("unit", "credit")).statusCode(200).body("revision", is(2));
  }

  @Test
  void refusesAPatchOfWhatNeverChanges() {
    String key = projectOfTheLead();

    for (String member : List.of("key", "state", "owner", "revision")) {
      patch("lead", key, 2, Map.of(member, "x"))
          .statusCode(422)
          .body("code", is("FIELD_IMMUTABLE"))
          .body("errors[0].pointer", is("/" + member));
    }
    assertThat(revision(key)).isEqualTo(2);
  }

  @Test
  void refusesAPatchOfAnUnknownMember() {
    patch("lead", projectOfTheLead(), 2, Map.of("colour", "red"))
        .statusCode(422)
        .body("code", is("VALIDATION_FAILED"))
        .body("errors[0].pointer", is("/colour"));
  }

  @Test
  void refusesAPatchThatRemovesWhatIsRequired() {
    Map<String, Object> changes = new HashMap<>();
    changes.put("business_goal", null);

    patch("lead", projectOfTheLead(), 2, changes)
        .statusCode(422)
        .body("errors[0].pointer", is("/business_goal"))
        .body("errors[0].code", is("REQUIRED"));
  }

  @Test
  void judgesAPatchedDateWithTheOneThatStays() {
    String key = freshKey();
    Map<String, Object> draft = draft(key);
    draft.put("starts_on", "2026-06-01");
    create("lead", draft).statusCode(201);

    patch("lead", key, 2, Map.of("ends_on", "2026-05-31"))
        .statusCode(422)
        .body("code", is("DATES_OUT_OF_ORDER"));
  }

  @Test
  void refusesAChangeWithoutOrOnAnOldRevision() {
    String key = projectOfTheLead();

    as("lead")
        .contentType("application/merge-patch+json")
        .body(Map.of("name", "Mortgages"))
        .patch(PROJECTS + "/" + key)
        .then()
        .statusCode(428)
        .body("code", is("PRECONDITION_REQUIRED"));
    patch("lead", key, 1, Map.of("name", "Mortgages"))
        .statusCode(412)
        .body("code", is("STALE_REVISION"))
        .body("revision", is(2));
  }

  @Test
  void closesForGoodAndKeepsTheReason() {
    String key = projectOfTheLead();

    String location =
        act("lead", key + "/closures", 2, "Its care moved on")
            .statusCode(201)
            .body("state", is("CLOSED"))
            .body("revision", is(3))
            .extract()
            .header("Location");

    assertThat(location).endsWith(PROJECTS + "/" + key + "/closures/3");
    read("auditor", key + "/closures/3")
        .statusCode(200)
        .body("reason", is("Its care moved on"))
        .body("state", is("CLOSED"))
        .body("decided_by.account", is("lead"));
    patch("lead", key, 3, Map.of("name", "Again"))
        .statusCode(409)
        .body("code", is("PROJECT_STATE"));
    act("lead", key + "/activations", 3, "Again")
        .statusCode(409)
        .body("state", is("CLOSED"))
        .body("allowed", contains("add-member"));
  }

  @Test
  void pausesAndResumes() {
    String key = projectOfTheLead();

    act("lead", key + "/holds", 2, "Budget").statusCode(201).body("state", is("ON_HOLD"));
    act("lead", key + "/holds", 3, "Budget").statusCode(409).body("code", is("PROJECT_STATE"));
    act("lead", key + "/activations", 3, "Granted").statusCode(201).body("state", is("ACTIVE"));
    read("lead", key + "/holds/3").statusCode(200).body("reason", is("Budget"));
    read("lead", key + "/activations/3").statusCode(404).body("code", is("TRANSITION_NOT_FOUND"));
  }

  @Test
  void closesOnceUnderOneIdempotencyKey() {
    String key = projectOfTheLead();
    String once = UUID.randomUUID().toString();

    for (int i = 0; i < 2; i++) {
      asLeadWith(once)
          .header("If-Match", 2)
          .body(Map.of("reason", "Done"))
          .post(PROJECTS + "/" + key + "/closures")
          .then()
          .statusCode(201);
    }

    assertThat(revision(key)).isEqualTo(3);
  }

  private static ValidatableResponse createWith(String idempotencyKey, Map<String, Object> draft) {
    return asLeadWith(idempotencyKey).body(draft).post(PROJECTS).then();
  }

  private static RequestSpecification asLeadWith(String idempotencyKey) {
    return given()
        .header("Authorization", "Bearer " + Tokens.of("lead"))
        .header("Idempotency-Key", idempotencyKey)
        .contentType("application/json");
  }
}
