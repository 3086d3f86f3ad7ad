package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.Digest;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.registry.artifact.ArtifactTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Registers, changes and reads again at random, over HTTP, and holds every answer against a small
 * model of what the registry promises: no state is reached but by a listed step, whatever
 * review-service tells of whichever round and bytes, no byte of a version changes, no manifest
 * does, and no digest gets in that is not that of the files.
 *
 * <p>The seed is in every failure; {@code -Dassay.seed=...} runs it again.
 */
@QuarkusTest
class RegistryPropertyIT extends ArtifactTestCase {

  private static final Duration AT_MOST = Duration.ofSeconds(25);
  private static final int STEPS = 250;
  private static final int FOLDERS = 4;
  private static final String[] NAMES = {"a", "b", "sub/c"};

  private static final String FOREIGN = "sha256:" + "f0".repeat(32);

  /** What leads where, written down here once more: DRAFT is left by a registration only. */
  private static final Map<String, Map<String, String>> LEADS =
      Map.of(
          "DRAFT", Map.of(),
          "REGISTERED", Map.of("submissions", "IN_REVIEW", "retirements", "RETIRED"),
          "IN_REVIEW", Map.of("withdrawals", "REGISTERED"),
          "APPROVED", Map.of(),
          "REJECTED", Map.of("submissions", "IN_REVIEW", "retirements", "RETIRED"),
          "RELEASED", Map.of("submissions", "RELEASED"),
          "REVOKED", Map.of("submissions", "IN_REVIEW", "retirements", "RETIRED"),
          "RETIRED", Map.of());

  /** Where what review-service tells leads from which state. */
  private static final Map<Told, Map<String, String>> FOLLOWS =
      Map.of(
          Told.OPENED, Map.of(),
          Told.PASSED, Map.of("IN_REVIEW", "APPROVED"),
          Told.FAILED, Map.of("IN_REVIEW", "REJECTED"),
          Told.LOST, Map.of("APPROVED", "IN_REVIEW"),
          Told.LOST_EVIDENCE, Map.of("APPROVED", "IN_REVIEW", "RELEASED", "IN_REVIEW"),
          Told.RELEASED, Map.of("APPROVED", "RELEASED", "RELEASED", "RELEASED"),
          Told.RENEWED, Map.of("RELEASED", "RELEASED"),
          Told.REVOKED, Map.of("APPROVED", "REVOKED", "RELEASED", "REVOKED"));

  /** What review-service can tell; the first five of an assessment. */
  private enum Told {
    OPENED,
    PASSED,
    FAILED,
    LOST,
    LOST_EVIDENCE,
    RELEASED,
    RENEWED,
    REVOKED;

    boolean isOfAssessment() {
      return compareTo(LOST_EVIDENCE) <= 0;
    }

    Draft by(Reviews reviews, int round) {
      return switch (this) {
        case OPENED -> reviews.opened(round);
        case PASSED -> reviews.assessment(EventTypes.ASSESSMENT_PASSED, round, "PASSED", null);
        case FAILED -> reviews.assessment(EventTypes.ASSESSMENT_FAILED, round, "FAILED", null);
        case LOST -> reviews.assessment(EventTypes.ASSESSMENT_LOST, round, "LOST", "VOIDED");
        case LOST_EVIDENCE ->
            reviews.assessment(EventTypes.ASSESSMENT_LOST, round, "LOST", "EVIDENCE_CHANGED");
        case RELEASED -> reviews.released(round, "production", "RELEASED");
        case RENEWED -> reviews.released(round, "production", "RENEWED");
        case REVOKED -> reviews.revoked(round);
      };
    }
  }

  @Inject ModelVersions versions;

  private final List<Known> known = new ArrayList<>();
  private final Map<String, SortedMap<String, byte[]>> folders = new TreeMap<>();
  private final Map<String, Boolean> sealed = new HashMap<>();
  private Random random = new Random();
  private Project project = new Project("none", new java.util.UUID(0, 0));
  private String model = "";

  @Test
  void keepsWhatItPromisesWhateverIsAsked() {
    long seed = Long.getLong("assay.seed", System.nanoTime());
    try {
      play(seed);
    } catch (AssertionError broken) {
      throw new AssertionError("With -Dassay.seed=" + seed + ": " + broken.getMessage(), broken);
    }
  }

  private void play(long seed) {
    random = new Random(seed);
    project = project();
    model = registered(project, "denial");
    for (int folder = 0; folder < FOLDERS; folder++) {
      newFolder("f" + folder);
    }
    long end = System.nanoTime() + AT_MOST.toNanos();
    for (int step = 0; step < STEPS && System.nanoTime() < end; step++) {
      step();
      if (step % 20 == 0) {
        readAgain();
      }
    }
    readAgain();
  }

  private void step() {
    switch (random.nextInt(14)) {
      case 0, 1 -> write();
      case 2 -> remove();
      case 3 -> registerFolder();
      case 4 -> registerForeignDigest();
      case 5 -> draft();
      case 6 -> registerDraft();
      case 7, 8, 9, 10 -> review();
      default -> act();
    }
  }

  private void newFolder(String folder) {
    folders.put(folder, new TreeMap<>());
    sealed.put(folder, false);
  }

  private String anyFolder() {
    List<String> names = List.copyOf(folders.keySet());
    return names.get(random.nextInt(names.size()));
  }

  private SortedMap<String, byte[]> filesOf(String folder) {
    return folders.getOrDefault(folder, new TreeMap<>());
  }

  private boolean isSealed(String folder) {
    return sealed.getOrDefault(folder, false);
  }

  /** Natively, or as MLflow's clients do, which replaces whatever is there. */
  private void write() {
    String folder = anyFolder();
    String name = NAMES[random.nextInt(NAMES.length)];
    byte[] bytes = new byte[1 + random.nextInt(50)];
    random.nextBytes(bytes);
    String path = folder + "/" + name;
    boolean mlflow = random.nextBoolean();
    int status =
        mlflow
            ? as("engineer").body(bytes).put(mlflow(path)).statusCode()
            : conditioned(path, filesOf(folder).containsKey(name))
                .body(bytes)
                .put(file(path))
                .statusCode();
    assertThat(status)
        .as("writing %s, sealed: %s", path, isSealed(folder))
        .isEqualTo(isSealed(folder) ? (mlflow ? 403 : 409) : 200);
    if (!isSealed(folder)) {
      filesOf(folder).put(name, bytes);
    }
  }

  private void remove() {
    String folder = anyFolder();
    if (filesOf(folder).isEmpty()) {
      return;
    }
    String name = filesOf(folder).firstKey();
    String path = folder + "/" + name;
    boolean mlflow = random.nextBoolean();
    int status =
        mlflow
            ? as("engineer").delete(mlflow(path)).statusCode()
            : conditioned(path, true).delete(file(path)).statusCode();
    assertThat(status)
        .as("removing %s, sealed: %s", path, isSealed(folder))
        .isEqualTo(isSealed(folder) ? (mlflow ? 403 : 409) : (mlflow ? 200 : 204));
    if (!isSealed(folder)) {
      filesOf(folder).remove(name);
    }
  }

  private void registerFolder() {
    String folder = anyFolder();
    Map<String, Object> asked = version();
    asked.put("files", folder);
    if (filesOf(folder).isEmpty()) {
      post("engineer", versions(model), asked).statusCode(422);
      return;
    }
    Digest digest = digest(manifest(filesOf(folder)));
    asked.put("digest", digest.value());
    Response made = post("engineer", versions(model), asked).extract().response();
    assertThat(made.statusCode()).as("registering %s", folder).isEqualTo(201);
    seal(folder);
    add(made.jsonPath(), "REGISTERED", 2, digest.value(), folder);
  }

  private void registerForeignDigest() {
    String folder = anyFolder();
    Map<String, Object> asked = version();
    asked.put("files", folder);
    asked.put(
        "digest",
        digest(("foreign " + random.nextLong()).getBytes(StandardCharsets.UTF_8)).value());
    Response refused = post("engineer", versions(model), asked).extract().response();
    assertThat(refused.statusCode()).as("a digest that is not that of %s", folder).isEqualTo(422);
  }

  /** Of files that Assay keeps, which are registered at once, or of others. */
  private void draft() {
    String folder = anyFolder();
    boolean here = random.nextBoolean() && !filesOf(folder).isEmpty();
    String source =
        here ? "mlflow-artifacts:/" + project.key() + "/" + folder : "s3://bucket/" + folder;
    String number =
        as("engineer")
            .header("X-MLFLOW-WORKSPACE", project.key())
            .contentType("application/json")
            .body(Map.of("name", "denial", "source", source))
            .post("/api/2.0/mlflow/model-versions/create")
            .then()
            .statusCode(200)
            .extract()
            .path("model_version.version");
    JsonPath made = get("engineer", versions(model) + "/" + number).extract().jsonPath();
    if (here) {
      seal(folder);
      add(made, "REGISTERED", 2, digest(manifest(filesOf(folder))).value(), folder);
    } else {
      add(made, "DRAFT", 1, null, null);
    }
  }

  private void registerDraft() {
    Known version = any();
    if (version == null) {
      return;
    }
    String folder = anyFolder();
    boolean foreign = random.nextBoolean();
    Map<String, Object> asked = new HashMap<>(Map.of("files", folder));
    Digest digest = digest(manifest(filesOf(folder)));
    asked.put("digest", foreign ? DIGEST : digest.value());
    int status = act("lead", version, "registrations", version.revision, asked);
    boolean possible = version.state.equals("DRAFT") && !foreign && !filesOf(folder).isEmpty();
    assertThat(status)
        .as("registering %s by %s, foreign digest: %s", version, folder, foreign)
        .isEqualTo(possible ? 201 : version.state.equals("DRAFT") ? 422 : 409);
    if (possible) {
      seal(folder);
      version.move("REGISTERED");
      version.digest = digest.value();
      version.folder = folder;
    }
  }

  private void act() {
    Known version = any();
    if (version == null) {
      return;
    }
    String act = List.of("submissions", "withdrawals", "retirements").get(random.nextInt(3));
    boolean stale = random.nextInt(4) == 0;
    boolean submission = act.equals("submissions");
    String to =
        submission && version.renewing
            ? null
            : LEADS.getOrDefault(version.state, Map.of()).get(act);
    Map<String, Object> body =
        submission && version.state.equals("REVOKED")
            ? Map.of("cause_closed", "What was wrong is mended")
            : Map.of();
    int status = act("lead", version, act, stale ? version.revision + 1 : version.revision, body);
    assertThat(status)
        .as("%s of %s, stale: %s", act, version, stale)
        .isEqualTo(to == null ? 409 : stale ? 412 : 201);
    if (to != null && !stale) {
      if (submission) {
        version.round++;
        version.renewing = version.state.equals("RELEASED");
      }
      version.move(to);
    }
  }

  /** Of this round and these bytes or of others, and in an order that review-service never has. */
  private void review() {
    Known version = any();
    if (version == null) {
      return;
    }
    Told told = Told.values()[random.nextInt(Told.values().length)];
    int round = Math.max(1, version.round + List.of(-1, 0, 0, 0, 0, 1).get(random.nextInt(6)));
    String bytes = version.digest == null || random.nextInt(6) == 0 ? FOREIGN : version.digest;
    JsonPath shown = get("auditor", version.path).extract().jsonPath();
    try (Reviews reviews =
        new Reviews(
            JsonPath.from(
                "{\"id\": \"%s\", \"model\": {\"id\": \"%s\"}, \"digest\": \"%s\"}"
                    .formatted(shown.getString("id"), shown.getString("model.id"), bytes)))) {
      String event = told.by(reviews, round).id().toString();
      await()
          .untilAsserted(
              () ->
                  get("auditor", version.path + "/history?limit=200")
                      .body("items.id", hasItem(event)));
    }
    String before = version.toString();
    if (bytes.equals(version.digest)) {
      version.follow(told, round);
    }
    assertThat(get("auditor", version.path).extract().jsonPath().getString("state"))
        .as("%s of round %d and %s, told of %s", told, round, bytes, before)
        .isEqualTo(version.state);
    read(version);
  }

  private int act(
      String account, Known version, String act, long revision, Map<String, Object> body) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body(body)
        .post(version.path + "/" + act)
        .statusCode();
  }

  private void readAgain() {
    known.forEach(this::read);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                assertThat(
                        versions.count(
                            "modelId in (select id from Model where projectId = ?1)", project.id()))
                    .as("how many versions there are")
                    .isEqualTo(known.size()));
  }

  private void read(Known version) {
    JsonPath shown = get("auditor", version.path).statusCode(200).extract().jsonPath();
    assertThat(shown.getString("state")).as("state of %s", version).isEqualTo(version.state);
    assertThat(shown.getLong("revision")).as("revision of %s", version).isEqualTo(version.revision);
    assertThat(shown.getString("digest")).as("digest of %s", version).isEqualTo(version.digest);
    String folder = version.folder;
    if (folder == null) {
      return;
    }
    byte[] manifest =
        as("auditor").get(ARTIFACTS + project.key() + "/manifest?folder=" + folder).asByteArray();
    assertThat(manifest).as("manifest of %s", version).isEqualTo(manifest(filesOf(folder)));
    assertThat(digest(manifest).value()).as("digest of %s", version).isEqualTo(version.digest);
    filesOf(folder)
        .forEach(
            (name, bytes) ->
                assertThat(as("auditor").get(file(folder + "/" + name)).asByteArray())
                    .as("%s of %s", name, version)
                    .isEqualTo(bytes));
  }

  /** What is sealed is left alone from here on; a folder in its place gives the play more to do. */
  private void seal(String folder) {
    if (!isSealed(folder)) {
      sealed.put(folder, true);
      newFolder("f" + folders.size());
    }
  }

  private void add(
      JsonPath made,
      String state,
      long revision,
      @Nullable String digest,
      @Nullable String folder) {
    known.add(
        new Known(versions(model) + "/" + made.getInt("number"), state, revision, digest, folder));
  }

  private @Nullable Known any() {
    return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
  }

  /** The canonical manifest, made by hand: its names need no escape and sort as they are. */
  private static byte[] manifest(SortedMap<String, byte[]> files) {
    List<String> entries = new ArrayList<>();
    files.forEach(
        (name, bytes) ->
            entries.add(
                "{\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%d}"
                    .formatted(name, digest(bytes).hex(), bytes.length)));
    return ("[" + String.join(",", entries) + "]").getBytes(StandardCharsets.UTF_8);
  }

  private io.restassured.specification.RequestSpecification conditioned(
      String path, boolean present) {
    String tag = as("engineer").head(file(path)).header("ETag");
    return present && tag != null
        ? as("engineer").header("If-Match", tag)
        : as("engineer").header("If-None-Match", "*");
  }

  private String file(String path) {
    return files(project) + "/" + path;
  }

  private String mlflow(String path) {
    return "/api/2.0/mlflow-artifacts/artifacts/" + project.key() + "/" + path;
  }

  /** What is known of a version. */
  private static final class Known {

    private final String path;
    private String state;
    private long revision;
    private @Nullable String digest;
    private @Nullable String folder;
    private int round;
    private boolean renewing;

    /** The round whose assessment was lost last, so that the next may open by itself. */
    private int lost;

    /** The rounds of the releases that stand. */
    private final List<Integer> releases = new ArrayList<>();

    Known(
        String path,
        String state,
        long revision,
        @Nullable String digest,
        @Nullable String folder) {
      this.path = path;
      this.state = state;
      this.revision = revision;
      this.digest = digest;
      this.folder = folder;
    }

    void move(String to) {
      state = to;
      revision++;
      if (!to.equals("RELEASED")) {
        renewing = false;
        releases.clear();
      }
    }

    /** Follows what review-service tells of its bytes. */
    void follow(Told told, int of) {
      if (told == Told.OPENED
          && of == round + 1
          && lost == round
          && (state.equals("IN_REVIEW") || renewing)) {
        round = of;
      }
      boolean released = releases.stream().anyMatch(earlier -> earlier <= of);
      boolean counts =
          of == round
              || (released && told == Told.REVOKED)
              || (released && renewing && told == Told.LOST_EVIDENCE);
      if (!counts) {
        return;
      }
      if (of == round && told.isOfAssessment()) {
        lost = told == Told.LOST || told == Told.LOST_EVIDENCE ? round : -1;
      }
      if (renewing && told == Told.FAILED) {
        renewing = false;
        return;
      }
      String to = FOLLOWS.getOrDefault(told, Map.of()).get(state);
      if (to == null) {
        return;
      }
      move(to);
      if (told == Told.RENEWED) {
        releases.clear();
      }
      if (to.equals("RELEASED")) {
        releases.add(of);
        renewing = false;
      }
    }

    @Override
    public String toString() {
      return "%s (%s, revision %d, round %d%s)"
          .formatted(path, state, revision, round, renewing ? ", renewing" : "");
    }
  }
}
