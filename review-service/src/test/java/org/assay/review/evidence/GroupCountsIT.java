package org.assay.review.evidence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts by group become evidence that Assay computed itself; the figures were checked by hand. */
@QuarkusTest
class GroupCountsIT extends ReviewTestCase {

  private static final Map<String, Object> A = group("A", 45, 15, 35, 15);
  private static final Map<String, Object> B = group("B", 30, 10, 40, 20);

  @Inject EventLog log;
  @Inject DataSource dataSource;

  private static Map<String, Object> group(
      String name, Object tp, Object fp, Object tn, Object fn) {
    return Map.of("name", name, "tp", tp, "fp", fp, "tn", tn, "fn", fn);
  }

  private static Map<String, Object> counts(Object... groups) {
    return new HashMap<>(
        Map.of(
            "kind",
            "GROUP_COUNTS",
            "attribute",
            "applicant_sex",
            "positive_class",
            "granted",
            "groups",
            List.of(groups)));
  }

  private static ValidatableResponse add(String account, Subject subject, Object body) {
    return post(account, subject.path() + "/evidence", body);
  }

  private static String added(Subject subject, Object body) {
    return add("engineer", subject, body).statusCode(201).extract().jsonPath().getString("id");
  }

  private static JsonPath shown(String account, String id) {
    String body = get(account, "/api/v1/evidence/" + id).statusCode(200).extract().asString();
    return JsonPath.from(body).using(new JsonPathConfig(NumberReturnType.DOUBLE));
  }

  private static Map<String, Object> statistic(JsonPath shown, String name, String scope) {
    return shown.getMap("statistics.find { it.statistic == '%s' && %s }".formatted(name, scope));
  }

  private static Map<String, Object> metric(JsonPath shown, String name) {
    return statistic(shown, name, "it.attribute == 'applicant_sex'");
  }

  private static double number(Map<String, Object> statistic, String member) {
    return ((Number) requireNonNull(statistic.get(member))).doubleValue();
  }

  @Test
  void computesWhatTheCountsSay() {
    Subject subject = registered();

    String id =
        add("engineer", subject, counts(B, A))
            .statusCode(201)
            .body("kind", is("GROUP_COUNTS"))
            .body("origin", is("COMPUTED"))
            .body("title", is("Counts by applicant_sex"))
            .body("statistics", nullValue())
            .body(
                "digest",
                is(
                    digest(
                        """
                        {"attribute":"applicant_sex","favourable_label":"granted","groups":[\
                        {"fn":15,"fp":15,"name":"A","tn":35,"tp":45},\
                        {"fn":20,"fp":10,"name":"B","tn":40,"tp":30}],\
                        "positive_class":"granted","reference_group":"A"}""")))
            .extract()
            .jsonPath()
            .getString("id");

    JsonPath shown = shown("engineer", id);
    assertThat(shown.getString("group_counts.reference_group")).isEqualTo("A");
    assertThat(shown.getDouble("group_counts.confidence")).isEqualTo(0.95);
    assertThat(shown.getInt("group_counts.groups.find { it.name == 'A' }.tp")).isEqualTo(45);
    assertThat(shown.getList("statistics")).hasSize(5 * 2 + 4 + 9);

    Map<String, Object> recall = statistic(shown, "recall", "it.group == 'A'");
    assertThat(recall).containsEntry("n", 60).containsEntry("method", "WILSON");
    assertThat(number(recall, "value")).isEqualTo(0.75);
    assertThat(number(recall, "ci_low")).isCloseTo(0.627679, within(1e-6));
    assertThat(number(recall, "ci_high")).isCloseTo(0.842235, within(1e-6));

    Map<String, Object> pair = statistic(shown, "recall", "it.pair == ['B', 'A']");
    assertThat(pair).containsEntry("n", 110).containsEntry("method", "NEWCOMBE");
    assertThat(number(pair, "value")).isCloseTo(-0.15, within(1e-12));
    assertThat(number(pair, "z")).isCloseTo(-1.681836, within(1e-6));
    assertThat(number(pair, "p_value")).isCloseTo(0.092601, within(1e-6));
    assertThat(number(pair, "p_adjusted")).isEqualTo(number(pair, "p_value"));

    assertThat(number(metric(shown, "equal_opportunity_difference"), "value"))
        .isCloseTo(0.15, within(1e-12));
    assertThat(metric(shown, "equal_opportunity_difference")).containsEntry("n", 210);
    // Selected: A 60 of 110, B 40 of 100; FPR: A 15 of 50, B 10 of 50.
    assertThat(number(metric(shown, "demographic_parity_ratio"), "value"))
        .isCloseTo(0.4 / (60 / 110.0), within(1e-12));
    assertThat(number(metric(shown, "average_odds_difference"), "value"))
        .isCloseTo((-0.1 - 0.15) / 2, within(1e-12));
  }

  private static String digest(String canonical) {
    return Digest.ofContent(canonical.getBytes(StandardCharsets.UTF_8)).value();
  }

  @Test
  void tellsNobodySmallCountsByTheirDigest() {
    Map<String, Object> small = counts(A, group("C", 9, 10, 10, 0));
    Map<String, Object> turned = counts(group("C", 9, 10, 10, 0), A);
    Subject subject = registered();

    String digest = shown("engineer", added(subject, small)).getString("digest");

    assertThat(shown("engineer", added(subject, turned)).getString("digest"))
        .as("the same counts of a version are the same data")
        .isEqualTo(digest);
    assertThat(shown("engineer", added(registered(), small)).getString("digest"))
        .isNotEqualTo(digest);
  }

  @Test
  void turnsTheSelectionRoundForTheOtherClass() {
    Map<String, Object> body = counts(A, B);
    body.put("favourable_label", "refused");
    body.put("reference_group", "B");

    JsonPath shown = shown("engineer", added(registered(), body));

    assertThat(number(statistic(shown, "selection_rate", "it.group == 'B'"), "value"))
        .isEqualTo(0.6);
    assertThat(number(statistic(shown, "recall", "it.group == 'B'"), "value")).isEqualTo(0.6);
    assertThat(number(metric(shown, "average_odds_difference"), "value"))
        .isCloseTo((0.1 + 0.15) / 2, within(1e-12));
  }

  @Test
  void joinsTheEvidenceSetAndTellsOfItselfWithoutCounts() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    String document =
        added(
            subject,
            Map.of("kind", "DOCUMENT", "title", "Claims", "digest", Subject.freshDigest()));
    Map<String, Object> body = counts(A, B);
    body.put("supersedes", document);
    body.put("title", "Test set of May");

    String id = added(subject, body);

    String digest = shown("engineer", id).getString("digest");
    String set =
        new EvidenceSet(List.of(new EvidenceSet.Entry(UUID.fromString(id), digest))).digest();
    get("auditor", REVIEWS + "/" + review(subject, "ETHICS"))
        .body("state", is("IN_PROGRESS"))
        .body("bound_to.evidence_digest", is(set));
    LoggedEvent told = log.history(UUID.fromString(id), 0, 10).getFirst();
    assertThat(told.type()).isEqualTo("org.assay.review.evidence.added.v1");
    assertThat(told.data().toString())
        .contains("GROUP_COUNTS", "COMPUTED", digest)
        .doesNotContain("applicant_sex", "granted", "Test set");
    get("engineer", subject.path() + "/evidence")
        .body("items.id", contains(id, document))
        .body("items.findAll { it.statistics != null }", hasSize(0));
  }

  @Test
  void saysWhyThereIsNoValue() {
    Subject subject = registered();
    JsonPath single = shown("auditor", added(subject, counts(A)));
    JsonPath empty = shown("auditor", added(subject, counts(A, B, group("C", 0, 0, 0, 0))));
    JsonPath small = shown("auditor", added(subject, counts(A, group("C", 9, 10, 10, 0))));
    JsonPath nobody = shown("auditor", added(subject, counts(A, group("C", 0, 20, 30, 0))));

    assertThat(metric(single, "demographic_parity_difference"))
        .containsEntry("reason", "SINGLE_GROUP")
        .doesNotContainKey("value");
    assertThat(metric(empty, "equalized_odds_difference"))
        .containsEntry("reason", "EMPTY_GROUP")
        .containsEntry("groups", List.of("C"));
    assertThat(number(statistic(empty, "recall", "it.pair == ['A', 'B']"), "value"))
        .isCloseTo(0.15, within(1e-12));
    assertThat(metric(small, "demographic_parity_difference"))
        .containsEntry("reason", "GROUP_TOO_SMALL")
        .containsEntry("groups", List.of("C"));
    assertThat(statistic(small, "fpr", "it.group == 'C'"))
        .containsEntry("reason", "GROUP_TOO_SMALL");
    assertThat(metric(nobody, "equal_opportunity_difference"))
        .containsEntry("reason", "ZERO_DENOMINATOR");
    assertThat(number(metric(nobody, "fpr_gap"), "value")).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void masksGroupsWithFewPeopleForReadersWithoutTheRight() {
    Subject subject = submitted();
    String id = added(subject, counts(A, B, group("C", 20, 9, 30, 20)));

    for (String account : List.of("engineer", "ethics-reviewer", "admin")) {
      JsonPath masked = shown(account, id);
      assertThat(masked.getMap("group_counts.groups.find { it.name == 'C' }"))
          .as(account)
          .isEqualTo(Map.of("name", "C", "masked", true));
      assertThat(statistic(masked, "recall", "it.group == 'C'"))
          .containsOnlyKeys("statistic", "group", "reason", "groups")
          .containsEntry("reason", "MASKED");
      assertThat(statistic(masked, "fpr", "it.pair == ['A', 'C']"))
          .containsEntry("reason", "MASKED")
          .doesNotContainKeys("value", "ci_low", "n", "z", "p_value", "p_adjusted");
      assertThat(statistic(masked, "fpr", "it.pair == ['A', 'B']")).containsKeys("value", "n");
      assertThat(metric(masked, "fpr_gap"))
          .containsEntry("reason", "MASKED")
          .doesNotContainKeys("value", "n");
    }
    for (String account : List.of("auditor", "lead")) {
      JsonPath whole = shown(account, id);
      assertThat(whole.getInt("group_counts.groups.find { it.name == 'C' }.fp")).isEqualTo(9);
      assertThat(statistic(whole, "recall", "it.group == 'C'")).containsEntry("n", 40);
      assertThat(whole.getList("statistics.reason", String.class)).doesNotContain("MASKED");
    }
    claim("ethics-reviewer", review(subject, "ETHICS")).statusCode(201);
    assertThat(statistic(shown("ethics-reviewer", id), "recall", "it.group == 'C'"))
        .as("the reviewer of the version")
        .containsEntry("n", 40);
    get("engineer-2", "/api/v1/evidence/" + id).statusCode(200);
    get("operator", "/api/v1/evidence/" + id).statusCode(403);
  }

  @Test
  void asksMoreOfAModelOfHighRisk() throws SQLException {
    Subject subject = registered();
    Map<String, Object> body = counts(A, group("C", 20, 20, 20, 20));
    JsonPath usual = shown("auditor", added(subject, body));
    classify(subject, "HIGH");

    JsonPath high = shown("auditor", added(subject, body));

    assertThat(metric(usual, "demographic_parity_difference")).containsKey("value");
    assertThat(high.getInt("group_counts.minimum_rows")).isEqualTo(100);
    assertThat(metric(high, "demographic_parity_difference"))
        .containsEntry("reason", "GROUP_TOO_SMALL");
    assertThat(shown("auditor", usual.getString("id")).getInt("group_counts.minimum_rows"))
        .as("what was fixed stays")
        .isEqualTo(30);
  }

  private void classify(Subject subject, String tier) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into classification (id, model_id, project_id, use_case_id,
                       use_case_revision, questionnaire, questionnaire_digest, answers, evidence,
                       tier, raised, answered_by, decided_by, decided_at, valid_until)
                values (uuidv7(), ?, ?, gen_random_uuid(), 1, 'default/1', 'sha256:00', '{}', '{}',
                        ?, false, 'somebody', 'somebody', clock_timestamp(),
                        clock_timestamp() + interval '1 year')
                """)) {
      insert.setObject(1, subject.modelId());
      insert.setObject(2, subject.projectId());
      insert.setString(3, tier);
      insert.executeUpdate();
    }
  }

  @Test
  void takesAsManyGroupsAsItSays() {
    List<Map<String, Object>> groups = new ArrayList<>();
    IntStream.range(0, GroupCounts.MOST_GROUPS)
        .forEach(at -> groups.add(group("g" + at, 20 + at, 20, 20, 20)));
    Subject subject = registered();

    JsonPath shown = shown("auditor", added(subject, counts(groups.toArray())));

    assertThat(shown.getList("statistics")).hasSize(5 * 50 + 2 * 50 * 49 + 9);
    assertThat(shown.getString("statistics[0].group")).isEqualTo("g0");
    groups.add(group("one too many", 20, 20, 20, 20));
    add("engineer", subject, counts(groups.toArray()))
        .statusCode(422)
        .body("errors.pointer", contains("/groups"));
  }

  static Stream<Arguments> badCounts() {
    return Stream.of(
        Arguments.of("attribute", null, "/attribute", "REQUIRED"),
        Arguments.of("attribute", "a\u202Eb", "/attribute", "PLAIN_TEXT"),
        Arguments.of("positive_class", null, "/positive_class", "REQUIRED"),
        Arguments.of("groups", null, "/groups", "REQUIRED"),
        Arguments.of("groups", List.of(), "/groups", "TOO_SHORT"),
        Arguments.of("reference_group", "C", "/reference_group", "UNKNOWN_GROUP"),
        Arguments.of("digest", Subject.freshDigest(), "/digest", "NOT_ALLOWED"),
        Arguments.of("verdict", "PASS", "/verdict", "UNKNOWN_FIELD"),
        Arguments.of("groups", List.of(A, B, A), "/groups/2/name", "DUPLICATE"),
        Arguments.of("groups", List.of(group("A", -1, 1, 1, 1)), "/groups/0/tp", "OUT_OF_RANGE"),
        Arguments.of(
            "groups",
            List.of(group("A", 1, 1_000_000_000_001L, 1, 1)),
            "/groups/0/fp",
            "OUT_OF_RANGE"),
        Arguments.of("groups", List.of(group("A", 1, 1, 1.5, 1)), "/groups/0/tn", "WRONG_TYPE"),
        Arguments.of("groups", List.of(group("A", 1, 1, "NaN", 1)), "/groups/0/tn", "WRONG_TYPE"),
        Arguments.of(
            "groups",
            List.of(Map.of("name", "A", "tp", 1, "fp", 1, "tn", 1)),
            "/groups/0/fn",
            "REQUIRED"));
  }

  @ParameterizedTest(name = "{2} {3}")
  @MethodSource("badCounts")
  void refusesBadCounts(String member, @Nullable Object value, String pointer, String code) {
    Subject subject = registered();
    Map<String, Object> body = counts(A, B);
    body.put(member, value);

    add("engineer", subject, body)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains(code));
    get("engineer", subject.path() + "/evidence").body("items", hasSize(0));
  }

  @Test
  void keepsTheMembersOfBothKindsApart() {
    add(
            "engineer",
            registered(),
            Map.of("kind", "DOCUMENT", "attribute", "sex", "groups", List.of(A)))
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("/title", "/digest", "/attribute", "/groups"))
        .body("detail", notNullValue());
  }
}
