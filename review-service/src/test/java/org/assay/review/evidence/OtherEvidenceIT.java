package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.assay.kit.event.EventLog;
import org.assay.review.PolicyActs;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of features and attacks on privacy are checked, and decide what asks for them. */
@QuarkusTest
class OtherEvidenceIT extends ReviewTestCase {

  private static final List<Object> FEATURES =
      List.of(
          Map.of("name", "income", "importance", 0.6), Map.of("name", "age", "importance", 0.2));
  private static final List<String> TAKEN = List.of("age", "income");

  @Inject EventLog log;

  private static Map<String, Object> explanation(double prediction) {
    return new HashMap<>(
        Map.of(
            "kind",
            "EXPLAINABILITY",
            "method",
            "SHAP",
            "features",
            FEATURES,
            "model_features",
            TAKEN,
            "base_value",
            0.3,
            "samples",
            List.of(
                Map.of(
                    "prediction",
                    prediction,
                    "contributions",
                    Map.of("income", 0.2, "age", 0.1)))));
  }

  private static Map<String, Object> membership(long tp, long fp) {
    return new HashMap<>(
        Map.of(
            "kind",
            "PRIVACY_ATTACK",
            "attack",
            "MEMBERSHIP_INFERENCE",
            "counts",
            Map.of("tp", tp, "fp", fp, "tn", 10_000 - fp, "fn", 10_000 - tp),
            "roc",
            Map.of(
                "at_fpr",
                0.1,
                "points",
                LongStream.range(1, 40).mapToObj(at -> point(250 * at, tp, fp)).toList())));
  }

  /** A threshold that guesses by chance, but where what was counted is on one curve with it. */
  private static Map<String, Long> point(long at, long tp, long fp) {
    return Map.of("fp", at, "tp", at <= fp ? Math.min(at, tp) : Math.max(at, tp));
  }

  private static ValidatableResponse add(Subject subject, Object body) {
    return post("engineer", subject.path() + "/evidence", body);
  }

  private static String added(Subject subject, Map<String, Object> body) {
    return add(subject, body).statusCode(201).extract().jsonPath().getString("id");
  }

  private static Map<String, Object> superseding(String id, Map<String, Object> body) {
    body.put("supersedes", id);
    return body;
  }

  private static ValidatableResponse shown(String account, String id) {
    return get(account, "/api/v1/evidence/" + id).statusCode(200);
  }

  private static String statistic(String name) {
    return "statistics.find { it.statistic == '%s' }".formatted(name);
  }

  private List<String> verdicts(String evidence) {
    List<String> verdicts = new ArrayList<>();
    log.history(UUID.fromString(evidence), 0, 10)
        .getFirst()
        .data()
        .path("verdicts")
        .forEach(
            one ->
                verdicts.add(
                    "%s %s %s"
                        .formatted(
                            one.path("claim").asText(),
                            one.path("statistic").asText(),
                            one.path("verdict").asText())));
    return verdicts;
  }

  /** A version of HIGH, under review by a policy that asks for explanations and two attacks. */
  private static Subject asked() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "requirements",
            List.of(
                PolicyActs.requirement("privacy", null, "claims.privacy.verdict == 'PASS'"),
                PolicyActs.requirement(
                    "explained", null, "claims.explainability.verdict == 'PASS'")),
            "tiers",
            List.of(
                Map.of(
                    "tier",
                    "HIGH",
                    "privacy",
                    Map.of(
                        "limits", List.of(limit("MEMBERSHIP_INFERENCE"), limit("EXTRACTION")))))));
    classify(subject, Map.of("A5", "YES"));
    submit(subject);
    return subject;
  }

  private static Map<String, Object> limit(String attack) {
    return Map.of("attack", attack, "limit", 0.05);
  }

  private static Map<String, Object> extraction(long successes) {
    return new HashMap<>(
        Map.of(
            "kind",
            "PRIVACY_ATTACK",
            "attack",
            "EXTRACTION",
            "guesses",
            Map.of(
                "successes",
                successes,
                "trials",
                10_000,
                "control",
                Map.of("successes", 10, "trials", 10_000))));
  }

  private static ValidatableResponse requirement(Subject subject, String key) {
    return get("engineer", subject.path() + "/requirements")
        .rootPath("requirements.find { it.key == '%s' }".formatted(key));
  }

  @Test
  void checksATableOfFeatures() {
    Subject subject = registered();

    String id = added(subject, explanation(0.6));

    shown("engineer", id)
        .body("origin", is("COMPUTED"))
        .body("title", is("Explanation by SHAP"))
        .body("explanation.method", is("SHAP"))
        .body("explanation.base_value", is(0.3f))
        .body("explanation.features.name", contains("income", "age"))
        .body("explanation.features.rank", contains(1, 2))
        .body("explanation.features[0].share", is(0.75f))
        .body("explanation.samples", nullValue())
        .body(statistic("feature_coverage") + ".verdict", is("PASS"))
        .body(statistic("additivity") + ".verdict", is("PASS"))
        .body(statistic("additivity") + ".n", is(1))
        .body(statistic("top_1_share") + ".value", is(0.75f));
    assertThat(verdicts(id))
        .containsExactly("explainability feature_coverage PASS", "explainability additivity PASS");
    get("engineer", subject.path() + "/evidence").body("items[0].explanation", nullValue());
  }

  @Test
  void measuresAnAttackAndMasksSmallCounts() {
    Subject subject = registered();

    String id = added(subject, membership(5_100, 5_000));
    String few = added(subject, superseding(id, membership(5_100, 9)));

    shown("engineer", id)
        .body("attack.attack", is("MEMBERSHIP_INFERENCE"))
        .body("attack.masked", is(false))
        .body("attack.counts.tp", is(5_100))
        .body("attack.definitions", is("assay-statistics/1"))
        .body(statistic("membership_advantage") + ".value", is(0.01f))
        .body(statistic("membership_advantage") + ".method", is("NEWCOMBE"))
        .body(statistic("attack_tpr") + ".n", is(10_000));
    shown("engineer", few)
        .body("attack.masked", is(true))
        .body("attack.counts", nullValue())
        .body("attack.salt", nullValue())
        .body("statistics.findAll { it.value != null }", hasSize(0))
        .body(statistic("membership_advantage") + ".reason", is("MASKED"));
    shown("auditor", few)
        .body("attack.counts.fp", is(9))
        .body("attack.salt", notNullValue())
        .body(statistic("attack_fpr") + ".value", is(0.0009f));
    assertThat(verdicts(id)).as("no policy limits it").isEmpty();
  }

  @Test
  void meetsWhatAPolicyAsksOfPrivacy() {
    Subject subject = asked();
    String first = added(subject, membership(5_900, 5_000));
    requirement(subject, "privacy")
        .body("state", is("UNSATISFIED"))
        .body(
            "reason", containsString("membership_advantage of MEMBERSHIP_INFERENCE is FAIL: 0.09"))
        .body("values[0].method", is("NEWCOMBE"))
        .body("values[0].limit", is(0.05f))
        .body("evidence", contains(first));
    assertThat(verdicts(first)).containsExactly("privacy membership_advantage FAIL");

    String second = added(subject, superseding(first, membership(5_100, 5_000)));
    requirement(subject, "privacy")
        .body("state", is("ERROR"))
        .body("reason", startsWith("INSUFFICIENT_DATA for claims.privacy: "))
        .body("reason", containsString("attack_advantage of at most 0.05"))
        .body("reason", containsString("(look 2) is PASS"));

    String third = added(subject, extraction(100));
    requirement(subject, "privacy")
        .body("state", is("SATISFIED"))
        .body("values", hasSize(2))
        .body("evidence", allOf(hasItem(second), hasItem(third)));
  }

  @Test
  void meetsWhatAPolicyAsksOfExplanations() {
    Subject subject = asked();
    requirement(subject, "explained")
        .body("state", is("ERROR"))
        .body("reason", containsString("(EXPLAINABILITY), which is missing"));

    String wrong = added(subject, explanation(0.7));
    requirement(subject, "explained")
        .body("state", is("UNSATISFIED"))
        .body("reason", containsString("additivity of SHAP is FAIL"));

    added(subject, superseding(wrong, explanation(0.6)));
    requirement(subject, "explained")
        .body("state", is("SATISFIED"))
        .body("reason", containsString("additivity of SHAP (look 2) is PASS"));
  }

  @Test
  void passesNoExplanationOfWhichNothingAddsUp() {
    Subject subject = asked();
    Map<String, Object> coefficients =
        Map.of(
            "kind",
            "EXPLAINABILITY",
            "method",
            "COEFFICIENTS",
            "features",
            FEATURES,
            "model_features",
            TAKEN);

    added(subject, coefficients);

    requirement(subject, "explained")
        .body("state", is("ERROR"))
        .body("reason", containsString("a method that adds up to the outputs is missing"));
  }

  @Test
  void keepsOneOfEachThatNeverExplainsLess() {
    Subject subject = registered();
    String attack = added(subject, membership(5_900, 5_000));
    String table = added(subject, explanation(0.7));

    add(subject, membership(5_100, 5_000))
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"))
        .body("detail", containsString(attack));
    add(subject, explanation(0.6)).statusCode(409).body("detail", containsString(table));
    Map<String, Object> narrower = superseding(table, explanation(0.6));
    narrower.put("model_features", List.of("income"));
    add(subject, narrower).statusCode(409).body("detail", containsString("model_features"));
  }

  @Test
  void letsNothingElseTakeTheirPlace() {
    Subject subject = registered();
    String attack = added(subject, membership(5_900, 5_000));
    String table = added(subject, explanation(0.7));

    add(subject, superseding(attack, extraction(100))).statusCode(409);
    add(subject, superseding(attack, explanation(0.6))).statusCode(409);
    add(subject, superseding(table, membership(5_100, 5_000)))
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"))
        .body("detail", is("An explanation by SHAP is superseded by another by it only"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kind":"EXPLAINABILITY","features":[{"name":"a","importance":1}] | /method | REQUIRED
          "kind":"EXPLAINABILITY","method":"SHAP" | /features | REQUIRED
          "kind":"EXPLAINABILITY","method":"SHAP","features":[] | /features | TOO_SHORT
          "kind":"EXPLAINABILITY","method":"SHAP","features":[{"name":"a","importance":1},{"name":"a","importance":2}] | /features/1/name | DUPLICATE
          "kind":"EXPLAINABILITY","method":"SHAP","features":[{"name":"a","importance":1e999}] | /features/0/importance | NOT_A_NUMBER
          "kind":"EXPLAINABILITY","method":"SHAP","features":[{"name":"a","importance":1}],"samples":[{"prediction":1,"contributions":{"a":1}}] | /base_value | REQUIRED
          "kind":"EXPLAINABILITY","method":"SHAP","features":[{"name":"a","importance":1}],"base_value":0,"samples":[{"prediction":1,"contributions":{"b":1}}] | /samples/0/contributions | UNKNOWN_FEATURE
          "kind":"EXPLAINABILITY","method":"SHAP","features":[{"name":"a","importance":1}],"base_value":0,"samples":[{"prediction":-1e999,"contributions":{"a":1}}] | /samples/0/prediction | NOT_A_NUMBER
          "kind":"EXPLAINABILITY","method":"SHAP","features":[{"name":"a","importance":1}],"base_value":0,"samples":[{"prediction":1}] | /samples/0/contributions | REQUIRED
          "kind":"EXPLAINABILITY","method":"COEFFICIENTS","features":[{"name":"a","importance":1}],"base_value":0 | /base_value | NOT_ALLOWED
          "kind":"EXPLAINABILITY","method":"SHAP","features":[{"name":"a","importance":1}],"attack":"EXTRACTION" | /attack | NOT_ALLOWED
          "kind":"PRIVACY_ATTACK","attack":"MEMBERSHIP_INFERENCE" | /counts | REQUIRED
          "kind":"PRIVACY_ATTACK","attack":"GUESSING" | /attack | UNKNOWN_VALUE
          "kind":"PRIVACY_ATTACK","attack":"MEMBERSHIP_INFERENCE","counts":{"tp":1,"fp":1,"tn":1,"fn":1},"guesses":{"successes":1,"trials":2,"baseline_rate":0} | /guesses | NOT_ALLOWED
          "kind":"PRIVACY_ATTACK","attack":"EXTRACTION","guesses":{"successes":1,"trials":2} | /guesses/control | REQUIRED
          "kind":"PRIVACY_ATTACK","attack":"EXTRACTION","guesses":{"successes":1,"trials":2,"control":{"successes":3,"trials":2}} | /guesses/control/successes | EXCEEDS_TOTAL
          "kind":"PRIVACY_ATTACK","attack":"EXTRACTION","guesses":{"successes":1,"trials":2,"control":{"successes":1,"trials":0}} | /guesses/control/trials | OUT_OF_RANGE
          "kind":"PRIVACY_ATTACK","attack":"EXTRACTION","guesses":{"successes":1,"trials":2,"control":{"successes":1,"trials":2},"baseline_rate":0} | /guesses/baseline_rate | NOT_ALLOWED
          "kind":"PRIVACY_ATTACK","attack":"MEMBERSHIP_INFERENCE","counts":{"tp":-1,"fp":1,"tn":1,"fn":1} | /counts/tp | OUT_OF_RANGE
          "kind":"PRIVACY_ATTACK","attack":"EXTRACTION","guesses":{"successes":3,"trials":2,"baseline_rate":0} | /guesses/successes | EXCEEDS_TOTAL
          "kind":"PRIVACY_ATTACK","attack":"EXTRACTION","guesses":{"successes":1,"trials":2,"baseline_rate":1.5} | /guesses/baseline_rate | OUT_OF_RANGE
          "kind":"PRIVACY_ATTACK","attack":"MEMBERSHIP_INFERENCE","counts":{"tp":1,"fp":1,"tn":1,"fn":1},"roc":{"at_fpr":0.1,"points":[{"tp":3,"fp":0}]} | /roc/points/0/tp | EXCEEDS_TOTAL
          "kind":"PRIVACY_ATTACK","attack":"MEMBERSHIP_INFERENCE","counts":{"tp":1,"fp":1,"tn":1,"fn":1},"roc":{"at_fpr":0.1,"points":[{"tp":2,"fp":0}]} | /roc/points | NOT_MONOTONE
          """)
  void refusesWhatIsUnclear(String members, String pointer, String code) {
    Subject subject = registered();

    add(subject, "{%s}".formatted(members))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.find { it.pointer == '%s' }.code".formatted(pointer), is(code));

    get("engineer", subject.path() + "/evidence").body("items", hasSize(0));
  }
}
