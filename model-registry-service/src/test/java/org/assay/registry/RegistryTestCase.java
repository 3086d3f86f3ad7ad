package org.assay.registry;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.assay.kit.testing.Awaiting;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.KafkaResource;
import org.assay.kit.testing.PostgresResource;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestKafka;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;

/** What the tests over HTTP share: the real parts, and the words to call the service with. */
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(IssuerResource.class)
@WithTestResource(ProjectServiceFake.class)
public abstract class RegistryTestCase {

  static {
    Awaiting.configure();
  }

  protected static final String MODELS = "/api/v1/models";
  protected static final String DIGEST = "sha256:" + "ab".repeat(32);
  protected static final String PROJECT_TOPIC = "assay.project";

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

  /** An active project with these members, told by events and arrived. */
  protected static Project project(Map<String, String> roles) {
    Project project = new Project(freshKey(), UUID.randomUUID());
    try (TestEvents events = new TestEvents(TestKafka.bootstrapServers())) {
      long revision = 1;
      events.send(PROJECT_TOPIC, project.created());
      for (Map.Entry<String, String> member : roles.entrySet()) {
        revision++;
        events.send(
            PROJECT_TOPIC,
            project.member(
                EventTypes.MEMBER_ADDED, revision, member.getKey(), member.getValue(), null));
      }
    }
    roles.keySet().forEach(member -> awaitMember(project, member));
    return project;
  }

  /** The usual project: the lead owns it, engineer and ci contribute, engineer-2 looks on. */
  protected static Project project() {
    return project(
        Map.of(
            "lead", "OWNER",
            "engineer", "CONTRIBUTOR",
            "service-account-ci", "CONTRIBUTOR",
            "engineer-2", "VIEWER"));
  }

  /** Waits until the copy alone says that the account is a member. */
  protected static void awaitMember(Project project, String account) {
    await()
        .until(
            () -> {
              int before = ProjectServiceFake.asked();
              as(account).get(MODELS + "?project_key=" + project.key()).then().statusCode(200);
              return ProjectServiceFake.asked() == before;
            });
  }

  /** Changes a project's state by an event, and waits until it is the state that refuses or not. */
  protected static void changeState(Project project, long revision, String state) {
    String probe = registered(project, "probe-" + UUID.randomUUID());
    try (TestEvents events = new TestEvents(TestKafka.bootstrapServers())) {
      String type =
          state.equals("CLOSED") ? EventTypes.PROJECT_CLOSED : EventTypes.PROJECT_ACTIVATED;
      events.send(PROJECT_TOPIC, project.changed(type, revision, state));
    }
    await()
        .until(
            () ->
                get("engineer", MODELS + "/" + probe)
                        .extract()
                        .jsonPath()
                        .getBoolean("actions.find { it.name == 'register-version' }.allowed")
                    == state.equals("ACTIVE"));
  }

  /** What is needed to register a model. */
  protected static Map<String, Object> model(Project project, String name) {
    return new HashMap<>(
        Map.of(
            "name",
            name,
            "project_key",
            project.key(),
            "kind",
            "TABULAR",
            "intended_use",
            "Suggest which applications a person looks at first"));
  }

  /** Registers a model as the engineer and returns its full name. */
  protected static String registered(Project project, String name) {
    return post("engineer", MODELS, model(project, name))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("name");
  }

  /** What is needed to register a version. */
  protected static Map<String, Object> version() {
    return new HashMap<>(
        Map.of(
            "digest",
            DIGEST,
            "source_revision",
            "git:4b825dc642cb6eb9a060e54bf8d69288fbee4904",
            "framework",
            "scikit-learn 1.5.2",
            "task",
            "binary-classification",
            "training_data",
            List.of("hmda-boston 1990, training split"),
            "metrics",
            Map.of("auc", 0.83, "accuracy", 0.88),
            "authors",
            List.of("engineer")));
  }

  /** Registers a version as the engineer and returns its path. */
  protected static String registeredVersion(String modelName) {
    int number =
        post("engineer", versions(modelName), version())
            .statusCode(201)
            .extract()
            .jsonPath()
            .getInt("number");
    return versions(modelName) + "/" + number;
  }

  protected static String versions(String modelName) {
    return MODELS + "/" + modelName + "/versions";
  }

  protected static ValidatableResponse post(String account, String path, Object body) {
    return as(account).contentType("application/json").body(body).post(path).then();
  }

  protected static ValidatableResponse act(String account, String path, Object revision) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body("{}")
        .post(path)
        .then();
  }

  protected static ValidatableResponse get(String account, String path) {
    return as(account).get(path).then();
  }

  /**
   * A project of project-service.
   *
   * @param key its key
   * @param id its id
   */
  public record Project(String key, UUID id) {

    /** The event of its creation. */
    public TestEvents.Draft created() {
      return event(EventTypes.PROJECT_CREATED, 1, changed("ACTIVE"));
    }

    /** An event of another state. */
    public TestEvents.Draft changed(String type, long revision, String state) {
      return event(type, revision, changed(state));
    }

    /** An event about a member. */
    public TestEvents.Draft member(
        String type, long revision, String account, String role, @Nullable Instant until) {
      return event(
          type,
          revision,
          new MemberChanged(id, Tokens.subject(account), role, "credit", Instant.EPOCH, until));
    }

    private ProjectChanged changed(String state) {
      return new ProjectChanged(id, key, "credit", Tokens.subject("lead"), state, null);
    }

    private TestEvents.Draft event(String type, long revision, Object data) {
      return TestEvents.event(type).of(id, revision).subject("project/" + key).data(data);
    }
  }
}
