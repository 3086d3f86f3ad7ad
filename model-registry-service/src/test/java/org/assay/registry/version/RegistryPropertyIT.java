package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.ArtifactTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Registers, changes and reads again at random, over HTTP, and holds every answer against a small
 * model of what the registry promises: no state is reached but by a listed step, no byte of a
 * version changes, no manifest does, and no digest gets in that is not that of the files.
 *
 * <p>The seed is in every failure; {@code -Dassay.seed=...} runs it again.
 */
@QuarkusTest
class RegistryPropertyIT extends ArtifactTestCase {

  private static final Duration AT_MOST = Duration.ofSeconds(12);
  private static final int STEPS = 220;
  private static final int FOLDERS = 4;
  private static final String[] NAMES = {"a", "b", "sub/c"};

  /** What leads where, written down here once more: DRAFT is left by a registration only. */
  private static final Map<String, Map<String, String>> LEADS =
      Map.of(
          "DRAFT", Map.of(),
          "REGISTERED", Map.of("submissions", "IN_REVIEW", "retirements", "RETIRED"),
          "IN_REVIEW", Map.of("withdrawals", "REGISTERED"),
          "RETIRED", Map.of());

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
    switch (random.nextInt(10)) {
      case 0, 1 -> write();
      case 2 -> remove();
      case 3 -> registerFolder();
      case 4 -> registerForeignDigest();
      case 5 -> draft();
      case 6 -> registerDraft();
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
    String to = LEADS.getOrDefault(version.state, Map.of()).get(act);
    int status =
        act("lead", version, act, stale ? version.revision + 1 : version.revision, Map.of());
    assertThat(status)
        .as("%s of %s, stale: %s", act, version, stale)
        .isEqualTo(to == null ? 409 : stale ? 412 : 201);
    if (to != null && !stale) {
      version.move(to);
    }
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
    }

    @Override
    public String toString() {
      return "%s (%s, revision %d)".formatted(path, state, revision);
    }
  }
}
