package org.assay.kit.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.assay.kit.testing.Tokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service starts without its identity provider, refuses until it is there, and then serves. */
@QuarkusTest
@TestProfile(ProviderAwayIT.AwayAtStart.class)
class ProviderAwayIT {

  /** Starts Quarkus while the provider is away. */
  public static final class AwayAtStart implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(PostgresResource.class),
          new TestResourceEntry(IssuerResource.class, Map.of("away", "true")));
    }
  }

  @AfterEach
  void bringTheProviderBack() {
    IssuerResource.back();
  }

  @Test
  void refusesUntilTheProviderIsThere() {
    assertAway();
    IssuerResource.cut();
    assertAway();

    IssuerResource.back();

    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                given()
                    .auth()
                    .oauth2(Tokens.of("engineer"))
                    .get("/api/v1/notes/me")
                    .then()
                    .statusCode(200));
  }

  private static void assertAway() {
    given()
        .auth()
        .oauth2(Tokens.of("engineer"))
        .get("/api/v1/notes/me")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .body("code", equalTo("IDENTITY_PROVIDER_AWAY"));
  }
}
