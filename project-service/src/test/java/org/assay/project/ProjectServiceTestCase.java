package org.assay.project;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.KafkaResource;
import org.assay.kit.testing.PostgresResource;
import org.assay.kit.testing.Tokens;

/** What the tests over HTTP share: the real parts, and the words to call the service with. */
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(IssuerResource.class)
public abstract class ProjectServiceTestCase {

  protected static final String PROJECTS = "/api/v1/projects";

  /** A key that no other test uses. */
  protected static String freshKey() {
    return "p-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /** A request of a demo account, with a fresh idempotency key. */
  protected static RequestSpecification as(String account) {
    return withToken(Tokens.of(account));
  }

  protected static RequestSpecification withToken(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** What is needed to create a project. */
  protected static Map<String, Object> draft(String key) {
    return new HashMap<>(
        Map.of(
            "key", key,
            "name", "Fair mortgage decisions",
            "business_goal", "Decide in a day,\nand equally well for everyone",
            "sponsor", "lead-2",
            "unit", "credit"));
  }

  /** What is needed to add a use case. */
  protected static Map<String, Object> useCase() {
    return new HashMap<>(
        Map.of(
            "name", "Order of mortgage applications",
            "purpose", "Decide in a day,\nand equally well for everyone",
            "decision_supported", "Which applications a loan officer looks at first",
            "users", "Loan officers of the credit unit",
            "affected_people", "Private people who apply for a first mortgage",
            "jurisdictions", List.of("US-MA", "EU"),
            "organisation_role", "DEPLOYER"));
  }

  /** A project of the lead. */
  protected static String projectOfTheLead() {
    String key = freshKey();
    create("lead", draft(key)).statusCode(201);
    return key;
  }

  protected static ValidatableResponse create(String account, Map<String, Object> draft) {
    return as(account).contentType("application/json").body(draft).post(PROJECTS).then();
  }

  protected static ValidatableResponse read(String account, String path) {
    return as(account).get(PROJECTS + "/" + path).then();
  }

  protected static ValidatableResponse addMember(
      String account, String key, String subject, String role) {
    return as(account)
        .contentType("application/json")
        .body(Map.of("subject", subject, "role", role))
        .post(PROJECTS + "/" + key + "/members")
        .then();
  }

  protected static ValidatableResponse patch(
      String account, String path, Object revision, Map<String, ?> changes) {
    return as(account)
        .contentType("application/merge-patch+json")
        .header("If-Match", revision)
        .body(changes)
        .patch(PROJECTS + "/" + path)
        .then();
  }

  protected static ValidatableResponse act(
      String account, String path, Object revision, String reason) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body(Map.of("reason", reason))
        .post(PROJECTS + "/" + path)
        .then();
  }

  protected static long revision(String key) {
    return as("lead").get(PROJECTS + "/" + key).then().extract().jsonPath().getLong("revision");
  }
}
