package org.assay.registry.artifact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.contracts.name.PlainTextRule;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.artifact.store.ArtifactStore.Incoming;
import org.assay.registry.artifact.store.BodyBrokenException;
import org.assay.registry.artifact.store.BodyTooLargeException;
import org.assay.registry.artifact.store.StoreFullException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file in that comes in one piece: room for it first, then its bytes, outside of any
 * transaction and however long that takes, then its row, in one short transaction. What is refused
 * in the last step is looked at in the first as well, so that nobody sends 20 GiB to be told.
 */
@ApplicationScoped
public class ArtifactKeeping {

  private final ArtifactRecords records;
  private final ArtifactStore store;
  private final Scanning scanning;
  private final ArtifactConfig config;
  private final Clock clock = Clock.systemUTC();

  ArtifactKeeping(
      ArtifactRecords records, ArtifactStore store, Scanning scanning, ArtifactConfig config) {
    this.records = records;
    this.store = store;
    this.scanning = scanning;
    this.config = config;
  }

  /**
   * Puts a file under a path.
   *
   * @param body its bytes, read once to their end
   * @return the artifact as it is from now on
   * @throws ProblemException 413 {@code PAYLOAD_TOO_LARGE}, 507 {@code QUOTA_EXCEEDED} or {@code
   *     STORE_FULL}, 409 {@code ARTIFACT_SEALED} or {@code ARTIFACT_PATH_TAKEN}, 412 {@code
   *     STALE_REVISION}, 422 {@code BYTES_MISMATCH} or {@code FILE_UNPACKS_TOO_FAR}, 400 {@code
   *     UPLOAD_BROKEN}
   */
  public Artifact put(UUID projectId, ArtifactPath path, Sent sent, InputStream body, Caller by) {
    if (sent.size() > most()) {
      throw ArtifactRefusals.tooLarge(most());
    }
    UUID promise = UUID.randomUUID();
    long promised =
        QuarkusTransaction.requiringNew()
            .call(() -> records.promise(promise, projectId, path, sent.size(), sent.condition()));
    try {
      return put(projectId, path, sent, reserved(body, promised, promise, projectId), promise, by);
    } catch (RuntimeException refused) {
      QuarkusTransaction.requiringNew().run(() -> records.endPromise(promise));
      throw refused;
    }
  }

  private InputStream reserved(InputStream body, long promised, UUID promise, UUID projectId) {
    return new ReservedBody(
        body,
        promised,
        atLeast ->
            QuarkusTransaction.requiringNew()
                .call(() -> records.promiseMore(promise, projectId, atLeast)),
        clock);
  }

  private Artifact put(
      UUID projectId, ArtifactPath path, Sent sent, InputStream body, UUID promise, Caller by) {
    Incoming incoming = receive(body);
    try {
      check(sent, incoming);
      Scan scan = scan(incoming, path);
      if (scan.isBomb()) {
        throw ArtifactRefusals.bomb(scan);
      }
      Artifact.File file =
          new Artifact.File(incoming.digest(), incoming.size(), sent.mediaType(), scan);
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                records.endPromise(promise);
                return keep(projectId, path, file, sent.condition(), incoming, by);
              });
    } finally {
      store.discard(incoming);
    }
  }

  private long most() {
    return config.maxFileSize().asLongValue();
  }

  private Incoming receive(InputStream body) {
    try {
      return store.receive(body, most());
    } catch (BodyTooLargeException _) {
      throw ArtifactRefusals.tooLarge(most());
    } catch (BodyBrokenException broken) {
      throw ArtifactRefusals.broken(broken);
    } catch (StoreFullException full) {
      throw ArtifactRefusals.full(full);
    }
  }

  private static void check(Sent sent, Incoming incoming) {
    if (sent.size() >= 0 && sent.size() != incoming.size()) {
      throw ArtifactRefusals.broken(
          new BodyBrokenException(
              "%d bytes were announced, %d came".formatted(sent.size(), incoming.size())));
    }
    if (sent.digest() != null && !sent.digest().equals(incoming.digest())) {
      throw ArtifactRefusals.mismatch(incoming.digest());
    }
  }

  /** Reads the bytes once more, from where they lie, in their turn, and says what they are. */
  public Scan scan(Incoming incoming, ArtifactPath path) {
    return scanning.scan(() -> store.open(incoming), path.name());
  }

  /**
   * Says, in the running transaction, that a file of this size will come under a path, and takes
   * the project's lock.
   *
   * @throws ProblemException 409 {@code ARTIFACT_SEALED} or {@code ARTIFACT_PATH_TAKEN}, 507 {@code
   *     QUOTA_EXCEEDED}
   */
  public void reserve(UUID projectId, ArtifactPath path, long size) {
    records.reserve(projectId, path, size);
  }

  /**
   * Puts bytes that came in under a path, in the running transaction.
   *
   * @throws ProblemException as {@link #put}
   */
  public Artifact keep(
      UUID projectId,
      ArtifactPath path,
      Artifact.File file,
      Condition condition,
      Incoming incoming,
      Caller by) {
    Artifact artifact = records.record(projectId, path, file, condition, by);
    try {
      store.keep(incoming);
    } catch (StoreFullException full) {
      throw ArtifactRefusals.full(full);
    }
    return artifact;
  }

  /**
   * What the sender says of a file.
   *
   * @param size how many bytes it has, -1 where that was not said
   * @param digest the digest of its bytes, where that was said
   * @param mediaType what it is
   * @param condition what is expected to lie under the path
   */
  public record Sent(long size, @Nullable Digest digest, String mediaType, Condition condition) {

    private static final int LONGEST_MEDIA_TYPE = 200;
    private static final String BYTES = "application/octet-stream";

    /**
     * Reads what a request says.
     *
     * @param length its {@code Content-Length}
     * @param mediaType its {@code Content-Type}; what is no plain text of a line is left out
     */
    public static Sent of(
        @Nullable Long length,
        @Nullable Digest digest,
        @Nullable String mediaType,
        Condition condition) {
      return new Sent(length == null ? -1 : length, digest, kind(mediaType), condition);
    }

    private static String kind(@Nullable String mediaType) {
      return mediaType == null
              || mediaType.length() > LONGEST_MEDIA_TYPE
              || PlainTextRule.violationOf(mediaType).isPresent()
          ? BYTES
          : mediaType;
    }
  }
}
