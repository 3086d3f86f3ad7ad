package org.assay.review;

import static org.assay.review.ReviewTestCase.freshKey;
import static org.assay.review.ReviewTestCase.get;
import static org.assay.review.ReviewTestCase.post;
import static org.assay.review.ReviewTestCase.read;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people do with policies over HTTP, for tests of what policies do. */
public final class PolicyActs {

  /** Where policies are. */
  public static final String POLICIES = "/api/v1/policies";

  /** The reviews that {@code starter/1} asks for: one of each of the two, by one person. */
  public static final List<Map<String, Object>> BOTH_REVIEWS =
      List.of(
          Map.of("type", "ETHICS", "approvals", 1), Map.of("type", "PERFORMANCE", "approvals", 1));

  private PolicyActs() {}

  /** A requirement that a lead may override. */
  public static Map<String, Object> requirement(
      String id, @Nullable String appliesIf, String satisfiedIf) {
    Map<String, Object> requirement = new HashMap<>();
    requirement.put("id", id);
    requirement.put("satisfied_if", satisfiedIf);
    requirement.put("overridable_by", List.of("lead"));
    requirement.put("help", "What the house wants of " + id);
    if (appliesIf != null) {
      requirement.put("applies_if", appliesIf);
    }
    return requirement;
  }

  /** A draft of a name of its own. */
  public static Map<String, Object> draft(
      String kind, @Nullable String key, List<Map<String, Object>> requirements) {
    Map<String, Object> scope = new HashMap<>(Map.of("kind", kind));
    if (key != null) {
      scope.put("key", key);
    }
    return new HashMap<>(
        Map.of(
            "name",
            freshKey(),
            "scope",
            scope,
            "text",
            "What the house wants",
            "requirements",
            requirements));
  }

  /** Somebody drafts a policy. */
  public static ValidatableResponse draftBy(String account, Map<String, Object> draft) {
    return post(account, POLICIES, draft);
  }

  /** Drafts a policy; returns its id. */
  public static String drafted(Map<String, Object> draft) {
    return draftBy("ethics-reviewer", draft)
        .statusCode(201)
        .body("state", is("DRAFT"))
        .extract()
        .jsonPath()
        .getString("id");
  }

  /** Reads a policy. */
  public static JsonPath policy(String id) {
    return read("auditor", POLICIES + "/" + id);
  }

  /** Tries a draft to the end; returns the dry run. */
  public static JsonPath tried(String id) {
    return triedAt(POLICIES + "/" + id);
  }

  /** The same of whatever is published by two. */
  public static JsonPath triedAt(String draft) {
    JsonPath run =
        post("ethics-reviewer", draft + "/dry-runs", "").statusCode(201).extract().jsonPath();
    String path = draft + "/dry-runs/" + run.getString("id");
    await().untilAsserted(() -> get("auditor", path).statusCode(200).body("state", is("DONE")));
    return read("auditor", path);
  }

  /** Somebody is for publishing or retiring a policy. */
  public static ValidatableResponse agree(String account, String id, String act) {
    return agreeAt(account, POLICIES + "/" + id, act);
  }

  /** The same of whatever is published by two. */
  public static ValidatableResponse agreeAt(String account, String path, String act) {
    JsonPath seen = read("auditor", path);
    return post(
        account,
        path + "/" + act,
        seen.getLong("revision"),
        Map.of("digest", seen.getString("digest"), "reason", "The board agreed"));
  }

  /** Tries and publishes a draft. */
  public static void published(String id) {
    publishedAt(POLICIES + "/" + id);
  }

  /** The same of whatever is published by two. */
  public static void publishedAt(String path) {
    triedAt(path);
    agreeAt("lead", path, "publications").statusCode(201).body("state", is("DRAFT"));
    agreeAt("admin", path, "publications").statusCode(201).body("state", is("PUBLISHED"));
  }

  /** The key of a version's project. */
  public static String keyOf(Subject subject) {
    return subject.model().substring(0, subject.model().indexOf('.'));
  }

  /** Retires a policy. */
  public static void retired(String id) {
    agree("lead", id, "retirements").statusCode(201).body("state", is("PUBLISHED"));
    agree("admin", id, "retirements").statusCode(201).body("state", is("RETIRED"));
  }
}
