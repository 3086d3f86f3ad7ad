package org.assay.registry.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class DatasetResourceIT extends DatasetTestCase {

  @Inject EventLog events;

  @Test
  void keepsWhatIsSaidOfData() {
    Project project = project();
    Map<String, Object> asked = dataset(project, "hmda");
    asked.putAll(
        Map.of(
            "description",
            "Applications of 1990",
            "owners",
            List.of("engineer", "lead"),
            "personal_data",
            "PSEUDONYMOUS",
            "legal_basis",
            "GDPR Art. 6(1)(f)",
            "period",
            Map.of("from", "1990-01-01", "until", "1990-12-31"),
            "jurisdictions",
            List.of("US", "EU"),
            "retain_until",
            "2099-12-31",
            "quality_checks",
            List.of(Map.of("name", "keys are unique", "outcome", "PASSED"))));

    String id = registeredDataset(asked);

    get("auditor", DATASETS + "/" + id)
        .statusCode(200)
        .body("name", is("hmda"))
        .body("digest", is(asked.get("digest")))
        .body("owners.subject", contains(Tokens.subject("engineer"), Tokens.subject("lead")))
        .body("legal_basis", is("GDPR Art. 6(1)(f)"))
        .body("period.until", is("1990-12-31"))
        .body("jurisdictions", contains("US", "EU"))
        .body("retain_until", is("2099-12-31"))
        .body("checks_passed", is(1))
        .body("state", is("ACTIVE"))
        .body("revision", is(1));
  }

  static Stream<Arguments> badMembers() {
    return Stream.of(
        Arguments.of("digest", "md5:" + "ab".repeat(16), "PATTERN"),
        Arguments.of("digest", null, "REQUIRED"),
        Arguments.of("name", "two\nlines", "PLAIN_TEXT"),
        Arguments.of("name", "n".repeat(501), "TOO_LONG"),
        Arguments.of("version", null, "REQUIRED"),
        Arguments.of("source", "", "PLAIN_TEXT"),
        Arguments.of("licence", null, "REQUIRED"),
        Arguments.of("personal_data", "SOME", "UNKNOWN_VALUE"),
        Arguments.of("personal_data", "PERSONAL", "REQUIRED"),
        Arguments.of("owners", List.of("nobody"), "UNKNOWN_SUBJECT"),
        Arguments.of("owners", List.of(), "TOO_SHORT"),
        Arguments.of("jurisdictions", List.of("Europe"), "PATTERN"),
        Arguments.of("retain_until", "2020-01-01", "OUT_OF_RANGE"),
        Arguments.of("retain_until", "soon", "WRONG_TYPE"),
        Arguments.of("period", Map.of("from", "1991-01-01", "until", "1990-01-01"), "OUT_OF_RANGE"),
        Arguments.of("period", Map.of("from", "1991-01-01"), "REQUIRED"),
        Arguments.of(
            "quality_checks",
            Collections.nCopies(101, Map.of("name", "n", "outcome", "PASSED")),
            "TOO_LONG"),
        Arguments.of("state", "WITHDRAWN", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badMembers")
  void refusesABadMember(String member, @Nullable Object value, String code) {
    Project project = project();
    Map<String, Object> asked = dataset(project, "hmda");
    asked.put(member, value);

    post("engineer", DATASETS, asked)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.code", hasItem(code));
    get("engineer", DATASETS + "?project_key=" + project.key()).body("items", hasSize(0));
  }

  @Test
  void namesTheLegalBasisThatPersonalDataLack() {
    Map<String, Object> asked = dataset(project(), "hmda");
    asked.put("personal_data", "SPECIAL");
    asked.put("retain_until", "2099-12-31");

    post("engineer", DATASETS, asked)
        .statusCode(422)
        .body("errors.pointer", contains("/legal_basis"));
  }

  @Test
  void takesAVersionOfDataOnce() {
    Map<String, Object> asked = dataset(project(), "hmda");
    registeredDataset(asked);
    asked.put("digest", freshDigest());

    post("engineer", DATASETS, asked).statusCode(409).body("code", is("DATASET_EXISTS"));
  }

  @ParameterizedTest
  @CsvSource({
    // who,                register, read, check, withdraw
    "engineer,             201, 200, 201, 412",
    "service-account-ci,   201, 200, 201, 403",
    "lead,                 201, 200, 201, 412",
    "engineer-2,           403, 200, 403, 403",
    "lead-2,               403, 200, 403, 412",
    "ethics-reviewer,      403, 200, 403, 403",
    "auditor,              403, 200, 403, 403",
    "admin,                403, 200, 403, 403",
    "operator,             403, 403, 403, 403"
  })
  void givesARoleWhatTheTableSays(String account, int register, int read, int check, int withdraw) {
    Project project = project();
    String id = registeredDataset(dataset(project, "hmda"));
    String path = DATASETS + "/" + id;

    post(account, DATASETS, dataset(project, "other")).statusCode(register);
    get(account, path).statusCode(read);
    get(account, path + "/lineage").statusCode(read);
    get(account, path + "/quality-checks").statusCode(read);
    get(account, DATASETS + "?project_key=" + project.key()).statusCode(read);
    withdraw(account, path, 99, "no more").statusCode(withdraw);
    post(account, path + "/quality-checks", checks("PASSED")).statusCode(check);
  }

  @Test
  void hidesAForeignProject() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String id =
        post("engineer-2", DATASETS, dataset(theirs, "hmda"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    String path = DATASETS + "/" + id;

    for (String account : List.of("engineer", "service-account-ci")) {
      get(account, path).statusCode(404).body("code", is("DATASET_NOT_FOUND"));
      get(account, path + "/lineage").statusCode(404);
      get(account, path + "/quality-checks").statusCode(404);
      get(account, DATASETS + "?project_key=" + theirs.key()).statusCode(404);
      withdraw(account, path, 1, "no more").statusCode(404);
      post(account, path + "/quality-checks", checks("PASSED")).statusCode(404);
      post(account, DATASETS, dataset(theirs, "other")).statusCode(404);
    }
    get("engineer", DATASETS + "/" + UUID.randomUUID()).statusCode(404);
  }

  @Test
  void pagesAndSearchesTheDataOfAProject() {
    Project project = project();
    for (String name : List.of("b", "a", "c")) {
      registeredDataset(dataset(project, name));
    }
    Map<String, Object> about = dataset(project, "census");
    about.put("description", "Households of Boston");
    String census = registeredDataset(about);
    withdrawn(census);
    String list = DATASETS + "?project_key=" + project.key();

    List<String> names = new ArrayList<>();
    String next = list + "&limit=2";
    while (next != null) {
      ValidatableResponse page = get("engineer-2", next).statusCode(200);
      names.addAll(page.extract().jsonPath().getList("items.name", String.class));
      next = page.extract().jsonPath().getString("next");
    }
    assertThat(names).containsExactly("a", "b", "c", "census");
    get("engineer", list + "&q=boston households").body("items.id", contains(census));
    get("engineer", list + "&q=paris").body("items", hasSize(0));
    get("engineer", list + "&state=WITHDRAWN").body("items.id", contains(census));
    get("engineer", list + "&name=b").body("items.name", contains("b"));
    get("engineer", list + "&digest=" + about.get("digest")).body("items.id", contains(census));
    get("engineer", list + "&state=GONE").statusCode(400);
    get("engineer", list + "&colour=blue").statusCode(400);
    get("engineer", DATASETS).statusCode(422);
  }

  @Test
  void addsChecksAndListsThemTheLastFirst() {
    String path = DATASETS + "/" + registeredDataset(dataset(project(), "hmda"));

    post("engineer", path + "/quality-checks", checks("PASSED", "FAILED"))
        .statusCode(201)
        .body("checks_passed", is(1))
        .body("checks_failed", is(1))
        .body("revision", is(2));
    post("engineer", path + "/quality-checks", checks("PASSED")).body("checks_passed", is(2));

    get("auditor", path + "/quality-checks?limit=2")
        .body("items.number", contains(3, 2))
        .body("items.outcome", contains("PASSED", "FAILED"))
        .body("items[0].recorded_by.subject", is(Tokens.subject("engineer")));
    post("engineer", path + "/quality-checks", Map.of("checks", List.of())).statusCode(422);
  }

  @Test
  void withdrawsForGoodAndTellsNoReason() {
    Project project = project();
    Map<String, Object> asked = dataset(project, "hmda");
    String id = registeredDataset(asked);
    String path = DATASETS + "/" + id;

    withdraw("engineer", path, null, "The licence ended").statusCode(428);
    withdraw("engineer", path, 7, "The licence ended").statusCode(412);
    withdraw("engineer", path, 1, "").statusCode(422);
    withdraw("engineer", path, 1, "The licence ended")
        .statusCode(201)
        .body("state", is("WITHDRAWN"))
        .body("withdrawal.reason", is("The licence ended"))
        .body("withdrawal.by.subject", is(Tokens.subject("engineer")));

    awaitFlagged(id);
    withdraw("lead", path, 2, "again").statusCode(409).body("code", is("DATASET_WITHDRAWN"));
    post("engineer", path + "/quality-checks", checks("PASSED")).statusCode(409);
    asked.put("version", "2");
    post("engineer", DATASETS, asked).statusCode(409).body("code", is("DATASET_WITHDRAWN"));
    List<LoggedEvent> told = events.history(UUID.fromString(id), 0, 10);
    assertThat(told)
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.DATASET_REGISTERED, EventTypes.DATASET_WITHDRAWN);
    assertThat(told.getLast().data().path("reason").asText()).matches("sha256:[0-9a-f]{64}");
    assertThat(told.toString()).doesNotContain("licence").doesNotContain("hmda");
  }

  @Test
  void takesTheSameBytesOnce() {
    Project project = project();
    Map<String, Object> asked = dataset(project, "hmda");
    registeredDataset(asked);
    asked.put("version", "2");

    post("engineer", DATASETS, asked)
        .statusCode(409)
        .body("code", is("DATASET_EXISTS"))
        .body("errors[0].pointer", is("/digest"));

    asked.put("project_key", project().key());
    post("engineer", DATASETS, asked).statusCode(201);
  }

  private static Map<String, Object> checks(String... outcomes) {
    return Map.of(
        "checks",
        Stream.of(outcomes)
            .map(outcome -> Map.of("name", "keys are unique", "outcome", outcome))
            .toList());
  }

  private static ValidatableResponse withdraw(
      String account, String path, @Nullable Integer revision, String reason) {
    var request = as(account).contentType("application/json").body(Map.of("reason", reason));
    return (revision == null ? request : request.header("If-Match", revision))
        .post(path + "/withdrawals")
        .then();
  }
}
