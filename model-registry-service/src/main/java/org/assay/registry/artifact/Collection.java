package org.assay.registry.artifact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.store.ArtifactStore;
import org.jboss.logging.Logger;

/**
 * Removes bytes that nothing refers to any more.
 *
 * <p>What a version rests on is out of its reach twice: the list that it goes by is only looked at,
 * never believed, and the database itself refuses to forget bytes that a row refers to. Bytes are
 * put there and removed under the lock of their digest, so that a file that comes back meanwhile
 * finds its bytes there, or brings them.
 */
@ApplicationScoped
class Collection {

  private static final Logger LOG = Logger.getLogger(Collection.class);
  private static final int CHUNK = 100;

  private final Blobs blobs;
  private final ArtifactStore store;
  private final ArtifactConfig config;
  private final Clock clock = Clock.systemUTC();

  Collection(Blobs blobs, ArtifactStore store, ArtifactConfig config) {
    this.blobs = blobs;
    this.store = store;
    this.config = config;
  }

  /** Looks at what something stopped to refer to a while ago; returns how many went. */
  int unreferenced() {
    Instant before = clock.instant().minus(config.collectionGrace());
    int removed = 0;
    List<Digest> chunk;
    do {
      chunk = QuarkusTransaction.requiringNew().call(() -> blobs.unreferenced(before, CHUNK));
      for (Digest digest : chunk) {
        removed += collect(digest) ? 1 : 0;
      }
    } while (chunk.size() == CHUNK);
    return removed;
  }

  private boolean collect(Digest digest) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              blobs.lock(digest);
              boolean forgotten = blobs.forget(digest);
              if (forgotten) {
                store.delete(digest);
              }
              return forgotten;
            });
  }

  /**
   * Looks at all bytes of the store for those that the database does not know of, as a crash
   * between the two leaves them, and at what came in and was never kept.
   */
  void orphans() {
    Instant before = clock.instant().minus(config.collectionGrace());
    store.forEachKept(before, this::removeUnknown);
    store.discardStale(before);
  }

  private void removeUnknown(Digest digest) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              blobs.lock(digest);
              if (!blobs.exists(digest)) {
                LOG.infof("Bytes that nothing knows of are removed: %s", digest);
                store.delete(digest);
              }
            });
  }
}
