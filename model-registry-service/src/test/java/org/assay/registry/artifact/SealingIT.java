package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.assay.contracts.name.Digest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.artifact.store.ArtifactStore.Aside;
import org.junit.jupiter.api.Test;

/** What a version rests on never changes; what nothing needs goes. */
@QuarkusTest
class SealingIT extends ArtifactTestCase {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject Sealing sealing;
  @Inject ManifestReading manifests;
  @Inject Collection collection;
  @Inject ArtifactStore store;
  @Inject DataSource database;

  @Test
  void givesTheDigestOfTheManifestEachTime() {
    Project project = project();
    put(project, "model/a", random(10)).statusCode(200);
    Digest manifest = sealing.manifest(project.id(), path("model")).orElseThrow().digest();

    assertThat(seal(project, "model")).contains(manifest);
    assertThat(seal(project, "model")).contains(manifest);
  }

  @Test
  void givesTheOwnDigestOfASingleFile() {
    Project project = project();
    byte[] bytes = random(10);
    put(project, "model.bin", bytes).statusCode(200);

    assertThat(seal(project, "model.bin")).contains(digest(bytes));
    assertThat(seal(project, "model.bin")).contains(digest(bytes));
  }

  /** The gate asks by digest, so a release of the list would be one of the files listed. */
  @Test
  void letsNoFileAndFolderHaveOneDigest() {
    Project project = project();
    put(project, "first/a", random(10)).statusCode(200);
    put(project, "second/a", random(10)).statusCode(200);
    Project other = project();
    put(other, "first.json", manifest(project, "first")).statusCode(200);
    put(other, "second.json", manifest(project, "second")).statusCode(200);

    assertThat(seal(project, "first")).contains(digest(manifest(project, "first")));
    assertThatThrownBy(() -> seal(other, "first.json")).satisfies(SealingIT::isAmbiguous);
    assertThat(seal(other, "second.json")).contains(digest(manifest(project, "second")));
    assertThatThrownBy(() -> seal(project, "second")).satisfies(SealingIT::isAmbiguous);

    put(other, "model/manifest.json", manifest(project, "first")).statusCode(200);
    assertThat(seal(other, "model")).isPresent();
    assertThat(seal(project, "first")).isPresent();
  }

  private static void isAmbiguous(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(RegistryProblem.DIGEST_AMBIGUOUS));
  }

  private static byte[] manifest(Project project, String folder) {
    return as("engineer")
        .get(ARTIFACTS + project.key() + "/manifest?folder=" + folder)
        .asByteArray();
  }

  @Test
  void readsAManifestOnlyForTheProjectThatSealedIt() {
    Project project = project();
    put(project, "model/MLmodel", "flavors: {}".getBytes(StandardCharsets.UTF_8)).statusCode(200);
    Digest sealed = seal(project, "model").orElseThrow();
    UUID other = UUID.randomUUID();

    assertThat(manifests.text(project.id(), sealed, "MLmodel")).contains("flavors: {}");
    assertThat(manifests.text(other, sealed, "MLmodel")).isEmpty();
    assertThat(manifests.difference(project.id(), sealed, sealed, 10)).isPresent();
    assertThat(manifests.difference(other, sealed, sealed, 10)).isEmpty();
  }

  @Test
  void sealsNothingWhereNothingLies() {
    assertThat(seal(project(), "nothing")).isEmpty();
  }

  /** Versions of one training script share most of their files, and are registered at once. */
  @Test
  void waitsForNobodyWhoSealsTheSameBytesInTheSameProject() {
    Project project = project();
    byte[] bytes = random(10);
    for (String folder : List.of("first", "second", "third")) {
      put(project, folder + "/a", bytes).statusCode(200);
    }
    Optional<Digest> first = seal(project, "first");

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertThat(sealing.seal(project.id(), path("second"), "engineer")).isEqualTo(first);
              assertThat(CompletableFuture.supplyAsync(() -> seal(project, "third")))
                  .succeedsWithin(LIMIT)
                  .isEqualTo(first);
            });
  }

  @Test
  void letsNothingIntoAFolderWhileSomebodySealsIt() {
    Project project = project();
    put(project, "model/a", random(10)).statusCode(200);

    CompletableFuture<Void> refused =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  assertThat(sealing.seal(project.id(), path("model"), "engineer")).isPresent();
                  CompletableFuture<Void> sent =
                      CompletableFuture.runAsync(
                          () -> put(project, "model/b", random(10)).statusCode(409));
                  await().atMost(LIMIT).until(this::somebodyWaitsForALock);
                  return sent;
                });

    assertThat(refused).succeedsWithin(LIMIT);
  }

  private boolean somebodyWaitsForALock() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet waiting =
            statement.executeQuery(
                "select 1 from pg_locks where locktype = 'advisory' and not granted")) {
      return waiting.next();
    }
  }

  /** What mlflow#3175 asks for. */
  @Test
  void addsReplacesAndRemovesNothingThere() {
    Project project = project();
    byte[] bytes = random(10);
    put(project, "run/model/a", bytes).statusCode(200);
    seal(project, "run/model");

    put(project, "run/model/b", random(5)).statusCode(409).body("code", is("ARTIFACT_SEALED"));
    put(project, "run/model/a", random(5)).statusCode(409).body("code", is("ARTIFACT_SEALED"));
    put(project, "run/model", random(5)).statusCode(409);
    as("engineer")
        .header("If-Match", tag(1, bytes))
        .delete(files(project) + "/run/model/a")
        .then()
        .statusCode(409)
        .body("code", is("ARTIFACT_SEALED"));
    get("engineer", files(project))
        .body("items[0].actions.reason_code", contains("ARTIFACT_SEALED", "ARTIFACT_SEALED", null));
    put(project, "run/plots/a", random(5)).statusCode(200);
    put(project, "run/model2/a", random(5)).statusCode(200);
  }

  /** What mlflow#17240 asks for: no files without an owner, ... */
  @Test
  void collectsWhatNothingRefersTo() throws IOException {
    Project project = project();
    byte[] gone = random(1_000);
    put(project, "f", gone).statusCode(200);
    put(project, "copy", gone).statusCode(200);
    remove(project, "f");
    age();
    collection.unreferenced();
    assertThat(read(digest(gone))).isEqualTo(gone);

    remove(project, "copy");
    collection.unreferenced();
    assertThat(read(digest(gone))).as("within the grace").isEqualTo(gone);
    age();
    collection.unreferenced();

    assertThat(isThere(digest(gone))).isFalse();
  }

  /** ... and no owner without its files. */
  @Test
  void collectsNothingThatAVersionRestsOn() throws IOException {
    Project project = project();
    byte[] bytes = random(1_000);
    put(project, "model/a", bytes).statusCode(200);
    seal(project, "model");
    // As if the rules above had failed: the row is gone, and the digest is on the list.
    execute(
        "insert into artifact_unreferenced values ('%s', now() - interval '9 days')"
            .formatted(digest(bytes)));
    execute("delete from artifact where digest = '%s'".formatted(digest(bytes)));

    collection.unreferenced();
    collection.orphans();

    assertThat(read(digest(bytes))).isEqualTo(bytes);
  }

  @Test
  void takesBackWhatComesAgainAfterItWasCollected() {
    Project project = project();
    byte[] bytes = random(1_000);
    put(project, "f", bytes).statusCode(200);
    remove(project, "f");
    age();
    collection.unreferenced();

    put(project, "f", bytes).statusCode(200);

    assertThat(as("engineer").get(files(project) + "/f").asByteArray()).isEqualTo(bytes);
  }

  /** As a collector leaves them that lost its lock, or its process, in the middle. */
  @Test
  void givesBackWhatWasSetAsideWhileSomethingRefersToIt() throws IOException {
    Project project = project();
    byte[] needed = random(1_000);
    put(project, "f", needed).statusCode(200);
    byte[] gone = random(1_000);
    put(project, "gone", gone).statusCode(200);
    remove(project, "gone");
    execute("delete from artifact_blob where digest = '%s'".formatted(digest(gone)));
    assertThat(store.setAside(digest(needed))).isPresent();
    assertThat(store.setAside(digest(gone))).isPresent();

    collection.orphans();

    assertThat(as("engineer").get(files(project) + "/f").asByteArray()).isEqualTo(needed);
    assertThat(isThere(digest(gone))).isFalse();
    List<Aside> left = new ArrayList<>();
    store.forEachAside(left::add);
    assertThat(left).isEmpty();
  }

  private Optional<Digest> seal(Project project, String path) {
    return QuarkusTransaction.requiringNew()
        .call(() -> sealing.seal(project.id(), path(path), "someone"));
  }

  private static void remove(Project project, String path) {
    as("engineer")
        .header("If-Match", as("engineer").head(files(project) + "/" + path).header("ETag"))
        .delete(files(project) + "/" + path)
        .then()
        .statusCode(204);
  }

  private void age() {
    execute("update artifact_unreferenced set since = since - interval '2 days'");
  }

  private void execute(String statement) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] read(Digest digest) throws IOException {
    try (InputStream bytes = store.read(digest, 0)) {
      return bytes.readAllBytes();
    }
  }

  private boolean isThere(Digest digest) {
    try (InputStream _ = store.read(digest, 0)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ArtifactPath path(String path) {
    return new ArtifactPath(path);
  }
}
