package org.assay.review;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.testing.Awaiting;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.KafkaResource;
import org.assay.kit.testing.PostgresResource;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.TestKafka;
import org.assay.kit.testing.Tokens;

/** What the tests over HTTP share: the real parts, and the words to play the others' parts with. */
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(IssuerResource.class)
@WithTestResource(RegistryFake.class)
public abstract class ReviewTestCase {

  static {
    Awaiting.configure();
  }

  protected static final String PROJECTS = "assay.project";
  protected static final String REGISTRY = "assay.registry";
  protected static final String REVIEWS = "/api/v1/reviews";
  protected static final String POLICIES = "/api/v1/policies";

  /** The usual project: the lead owns it, engineer and ci contribute, engineer-2 looks on. */
  private static final Map<String, String> MEMBERS =
      Map.of(
          "engineer", "CONTRIBUTOR", "service-account-ci", "CONTRIBUTOR", "engineer-2", "VIEWER");

  /** How many events the usual projects told whose use cases changed. */
  private static final Map<UUID, AtomicLong> PROJECT_REVISIONS = new ConcurrentHashMap<>();

  /** The use cases that a project told of. */
  private static final Set<UUID> TOLD = ConcurrentHashMap.newKeySet();

  /** A request of a demo account, with a fresh idempotency key. */
  protected static RequestSpecification as(String account) {
    return withToken(Tokens.of(account));
  }

  protected static RequestSpecification withToken(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  protected static ValidatableResponse get(String account, String path, Object... parameters) {
    return as(account).get(path, parameters).then();
  }

  protected static ValidatableResponse post(
      String account, String path, Object revision, Object body) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body(body)
        .post(path)
        .then();
  }

  protected static ValidatableResponse post(String account, String path, Object body) {
    return as(account).contentType("application/json").body(body).post(path).then();
  }

  /** Tells events as the other services would. */
  protected static void tell(String topic, List<Draft> events) {
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers())) {
      events.forEach(event -> broker.send(topic, event));
    }
  }

  /** Lets the copies be as recent as can be, from now to the end of the tests. */
  protected static void fresh() {
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers())) {
      Instant later = Instant.now().plus(Duration.ofHours(1));
      broker.watermark(PROJECTS, 1, later);
      broker.watermark(REGISTRY, 1, later);
    }
  }

  /** A project of unit credit with its members; returns its id. */
  protected static UUID project(String key) {
    UUID id = UUID.randomUUID();
    project(key, id);
    return id;
  }

  /** A project of unit credit with its members, of a given id. */
  protected static void project(String key, UUID id) {
    List<Draft> events = new java.util.ArrayList<>();
    events.add(
        projectEvent(
            EventTypes.PROJECT_CREATED,
            id,
            key,
            1,
            new ProjectChanged(id, key, "credit", Tokens.subject("lead"), "ACTIVE", null)));
    long revision = 1;
    for (Map.Entry<String, String> member : MEMBERS.entrySet()) {
      revision++;
      events.add(
          projectEvent(
              EventTypes.MEMBER_ADDED,
              id,
              key,
              revision,
              new MemberChanged(
                  id,
                  Tokens.subject(member.getKey()),
                  member.getValue(),
                  "credit",
                  Instant.EPOCH,
                  null)));
    }
    tell(PROJECTS, events);
  }

  protected static Draft projectEvent(
      String type, UUID id, String key, long revision, Object data) {
    return TestEvents.event(type).of(id, revision).subject("project/" + key).data(data);
  }

  /** A key that no other test uses. */
  protected static String freshKey() {
    return "p-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /** A version by the engineer, registered, in a project of its own; arrived here. */
  protected static Subject registered() {
    return registered(List.of("engineer"), "engineer");
  }

  /** A version by the given authors, registered, in a project of its own; arrived here. */
  protected static Subject registered(List<String> authors, String createdBy) {
    String key = freshKey();
    return registered(project(key), key + ".denial", Subject.freshDigest(), authors, createdBy);
  }

  /** A version with given bytes, registered, in a new model of a project; arrived here. */
  protected static Subject registered(
      UUID projectId, String model, String digest, List<String> authors, String createdBy) {
    Subject subject =
        new Subject(projectId, UUID.randomUUID(), model, 1, digest, authors, createdBy);
    tell(REGISTRY, List.of(subject.modelCreated(), subject.drafted(), subject.registered()));
    fresh();
    await()
        .untilAsserted(
            () ->
                get("engineer", subject.path() + "/requirements")
                    .statusCode(200)
                    .body("requirements.find { it.key == 'facts-fresh' }.state", is("SATISFIED")));
    return subject;
  }

  /** A second version of the same bytes in the same model, registered; arrived here. */
  protected static Subject secondOf(Subject first) {
    Subject second =
        new Subject(
            first.projectId(),
            first.modelId(),
            first.model(),
            2,
            first.digest(),
            List.of("engineer"),
            "engineer");
    tell(REGISTRY, List.of(second.drafted(), second.registered()));
    await().untilAsserted(() -> get("engineer", second.path() + "/requirements").statusCode(200));
    return second;
  }

  /** A version by the engineer, submitted by the engineer; its reviews are open. */
  protected static Subject submitted() {
    Subject subject = registered();
    submit(subject);
    return subject;
  }

  /** Publishes a policy for a version's project: its name, scope and text are made up. */
  protected static void publish(Subject subject, Map<String, Object> content) {
    Map<String, Object> draft = new HashMap<>(content);
    String key = subject.model().substring(0, subject.model().indexOf('.'));
    draft.put("name", freshKey());
    draft.put("scope", Map.of("kind", "PROJECT", "key", key));
    draft.putIfAbsent("text", "What the house wants");
    String path =
        POLICIES
            + "/"
            + post("ethics-reviewer", POLICIES, draft)
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    post("ethics-reviewer", path + "/dry-runs", "").statusCode(201);
    await().untilAsserted(() -> get("auditor", path).body("tried", is(true)));
    for (String account : List.of("lead", "admin")) {
      JsonPath seen = read("auditor", path);
      post(
              account,
              path + "/publications",
              seen.getLong("revision"),
              Map.of("digest", seen.getString("digest"), "reason", "The board agreed"))
          .statusCode(201);
    }
  }

  /**
   * Classifies a version's model for a use case of its own, where these answers are not the best.
   */
  protected static void classify(Subject subject, Map<String, String> differing) {
    classify(subject, UUID.randomUUID(), differing);
  }

  /** The same for a use case, which is told of first. */
  protected static void classify(Subject subject, UUID useCase, Map<String, String> differing) {
    classify("engineer", subject, useCase, differing);
  }

  /** The same by somebody. */
  protected static void classify(
      String account, Subject subject, UUID useCase, Map<String, String> differing) {
    if (TOLD.add(useCase)) {
      tell(PROJECTS, List.of(useCaseEvent(subject, useCase)));
    }
    JsonPath asked = read("engineer", "/api/v1/questionnaires/current");
    Map<String, String> answers =
        new HashMap<>(asked.getMap("questions.collectEntries { [it.id, it.choices[0].value] }"));
    answers.putAll(differing);
    await()
        .untilAsserted(
            () ->
                post(
                        account,
                        "/api/v1/classifications",
                        Map.of(
                            "model",
                            subject.model(),
                            "use_case_id",
                            useCase.toString(),
                            "answers",
                            answers))
                    .statusCode(201));
  }

  /** The event of a use case of a version's project, the next one of the project. */
  protected static Draft useCaseEvent(Subject subject, UUID useCase) {
    long revision =
        PROJECT_REVISIONS
            .computeIfAbsent(subject.projectId(), _ -> new AtomicLong(MEMBERS.size() + 1L))
            .incrementAndGet();
    return projectEvent(
        EventTypes.USE_CASE_CHANGED,
        subject.projectId(),
        "any",
        revision,
        new UseCaseChanged(useCase, subject.projectId(), List.of("EU"), List.of("name")));
  }

  /** Submits a version; waits until the round's reviews are open. */
  protected static void submit(Subject subject) {
    tell(REGISTRY, List.of(subject.submitted("engineer")));
    awaitReviews(subject);
  }

  /** Submits a version; waits until so many reviews of it are asked for. */
  protected static void submitAndWaitFor(Subject subject, int reviews) {
    tell(REGISTRY, List.of(subject.submitted("engineer")));
    awaitRequested(subject, reviews);
  }

  /** Waits until so many reviews of a model are asked for that nobody has taken. */
  protected static void awaitRequested(Subject subject, int reviews) {
    await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
                    .body("items", hasSize(reviews)));
  }

  /** Adds a legal review as evidence, with further members; returns its id. */
  protected static String legalReview(Subject subject, Map<String, String> more) {
    Map<String, String> document = new HashMap<>(more);
    document.putAll(Map.of("kind", "DOCUMENT", "title", "Legal review"));
    return post("engineer", subject.path() + "/evidence", document)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static void awaitReviews(Subject subject) {
    await()
        .untilAsserted(
            () ->
                get(
                        "auditor",
                        REVIEWS + "?model={m}&version={v}&state=REQUESTED",
                        subject.model(),
                        subject.number())
                    .body("items.size()", is(2)));
  }

  /** Submits a released version for renewal; waits until the round's reviews are open. */
  protected static void submitRenewal(Subject subject) {
    tell(REGISTRY, List.of(subject.renewed("engineer")));
    awaitReviews(subject);
  }

  /** Lets the registry tell how a version stands now; whoever needs it known here waits for it. */
  protected static void follow(Subject subject, String type, String state) {
    tell(REGISTRY, List.of(subject.event(type, state)));
  }

  /** The id of a version's last review of a kind. */
  protected static String review(Subject subject, String type) {
    return get(
            "auditor",
            REVIEWS + "?model={m}&version={v}&type={t}",
            subject.model(),
            subject.number(),
            type)
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("items[0].id");
  }

  protected static JsonPath read(String account, String path) {
    return get(account, path).statusCode(200).extract().jsonPath();
  }

  /** The current revision of a review. */
  protected static long revision(String review) {
    return read("auditor", REVIEWS + "/" + review).getLong("revision");
  }

  protected static ValidatableResponse claim(String account, String review) {
    return post(account, REVIEWS + "/" + review + "/assignments", Map.of());
  }

  protected static ValidatableResponse decide(String account, String review, String decision) {
    return post(
        account,
        REVIEWS + "/" + review + "/decisions",
        revision(review),
        Map.of("decision", decision, "reason", "Seen and judged"));
  }

  /** A reviewer accepts what was answered or mended of a review's findings. */
  protected static void acceptFindings(String account, String review) {
    JsonPath findings = read("auditor", REVIEWS + "/" + review + "/findings");
    for (String id : findings.getList("items.id", String.class)) {
      String finding = "/api/v1/findings/" + id;
      post(
              account,
              finding + "/closures",
              read("auditor", finding).getLong("revision"),
              Map.of("outcome", "ACCEPTED", "reason", "Seen and judged"))
          .statusCode(201);
    }
  }

  /** Claims and approves a version's review of a kind. */
  protected static void approve(String account, Subject subject, String type) {
    String review = review(subject, type);
    claim(account, review).statusCode(201);
    decide(account, review, "APPROVED").statusCode(201);
  }

  /** A version whose round passed. */
  protected static Subject passed() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    return subject;
  }

  protected static ValidatableResponse release(
      String account, Subject subject, String environment) {
    return post(
        account,
        subject.path() + "/releases",
        subject.revision(),
        Map.of("environment", environment));
  }

  /** A version released to production. */
  protected static Subject released() {
    Subject subject = passed();
    release("lead", subject, "production").statusCode(201);
    return subject;
  }

  protected static ValidatableResponse gate(String account, String digest, String environment) {
    return get(account, "/api/v1/gate?digest={d}&environment={e}", digest, environment)
        .statusCode(200);
  }

  /** The state of a requirement in an answer of the gate. */
  protected static String state(String key) {
    return "requirements.find { it.key == '%s' }.state".formatted(key);
  }
}
