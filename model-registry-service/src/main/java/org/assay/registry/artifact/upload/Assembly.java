package org.assay.registry.artifact.upload;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.artifact.ArtifactKeeping;
import org.assay.registry.artifact.ArtifactRefusals;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.artifact.store.ArtifactStore.Incoming;
import org.assay.registry.artifact.store.ArtifactStore.StoredPart;
import org.assay.registry.artifact.store.StoreFullException;
import org.jboss.logging.Logger;

/**
 * Puts the parts of an upload together once all are there, by the side: a large file takes minutes,
 * and a connection that is silent for one is dropped.
 *
 * <p>However often it is asked for, one process reads an upload at a time: in this one by {@link
 * #underWay}, among copies of the service by the turn that the upload's row says somebody has. Who
 * loses the turn, since it gave no sign for too long, throws its work away. A turn whose process
 * ended runs out; the next request for the upload then begins anew.
 */
@ApplicationScoped
class Assembly {

  private static final Logger LOG = Logger.getLogger(Assembly.class);

  /** Well below the minute after which a silent connection is dropped. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Reading and hashing keep a core busy, so few at once; the others wait. */
  private static final int AT_ONCE = 2;

  private final Uploads uploads;
  private final ArtifactStore store;
  private final ArtifactKeeping keeping;
  private final Map<UUID, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  /** No virtual threads: these would keep the few that carry them. */
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().name("assembly-", 0).daemon().factory());

  Assembly(Uploads uploads, ArtifactStore store, ArtifactKeeping keeping) {
    this.uploads = uploads;
    this.store = store;
    this.keeping = keeping;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /** Begins, for an upload whose parts are all there, unless somebody does it or has done it. */
  void begin(Upload upload) {
    var _ = begun(upload);
  }

  /**
   * Begins where all parts are there, and waits until it is done, but not for long.
   *
   * @throws ProblemException 507 {@code STORE_FULL}
   */
  void await(Upload upload) {
    int there = QuarkusTransaction.requiringNew().call(() -> uploads.parts(upload.id()).size());
    if (there < upload.parts()) {
      return;
    }
    try {
      begun(upload).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      LOG.debugf("Upload %s is put together by the side", upload.id());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreFullException full) {
        throw ArtifactRefusals.full(full);
      }
      throw new CompletionException("An upload could not be put together", failed.getCause());
    }
  }

  private CompletableFuture<Void> begun(Upload upload) {
    CompletableFuture<Void> done =
        underWay.computeIfAbsent(
            upload.id(), _ -> CompletableFuture.runAsync(() -> assemble(upload), threads));
    return done.whenComplete(
        (_, failure) -> {
          if (underWay.remove(upload.id(), done) && failure != null) {
            LOG.errorf(failure, "Upload %s could not be put together", upload.id());
          }
        });
  }

  private void assemble(Upload upload) {
    UUID turn = UUID.randomUUID();
    List<StoredPart> parts = QuarkusTransaction.requiringNew().call(() -> takeOn(upload, turn));
    if (parts.isEmpty()) {
      return;
    }
    try {
      assemble(upload, parts, turn);
    } catch (TurnLostException lost) {
      LOG.infof("Upload %s is put together elsewhere", upload.id());
    } finally {
      QuarkusTransaction.requiringNew().run(() -> uploads.putDown(upload.id(), turn));
    }
  }

  private List<StoredPart> takeOn(Upload upload, UUID turn) {
    List<StoredPart> parts = uploads.stored(upload.id());
    return parts.size() == upload.parts() && uploads.takeOn(upload.id(), turn) ? parts : List.of();
  }

  private void assemble(Upload upload, List<StoredPart> parts, UUID turn) {
    Incoming whole = store.assemble(upload.id(), parts, assembled -> goOn(upload, turn, assembled));
    boolean noted = false;
    try {
      goOn(upload, turn, upload.size());
      Scan scan = keeping.scan(whole, upload.path());
      QuarkusTransaction.requiringNew().run(() -> note(upload, turn, whole, scan));
      // Of a bomb nothing is kept but the word that it is one, until who sends it hears that.
      noted = !scan.isBomb();
    } finally {
      if (!noted) {
        store.discard(whole);
      }
    }
    store.dropParts(upload.id());
  }

  private void goOn(Upload upload, UUID turn, long assembled) {
    if (!QuarkusTransaction.requiringNew().call(() -> uploads.goOn(upload.id(), turn, assembled))) {
      throw new TurnLostException();
    }
  }

  /** Under the lock of the upload's row, so that the turn is still this one's when it commits. */
  private void note(Upload upload, UUID turn, Incoming whole, Scan scan) {
    Upload locked =
        uploads
            .lock(upload.projectId(), upload.id())
            .filter(_ -> uploads.goOn(upload.id(), turn, upload.size()))
            .orElseThrow(TurnLostException::new);
    locked.assemble(whole, scan);
  }

  /** The upload ended, or somebody else puts it together. */
  private static final class TurnLostException extends RuntimeException {}
}
