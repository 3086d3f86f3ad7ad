package org.assay.registry.artifact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.artifact.store.ArtifactStore.Aside;
import org.jboss.logging.Logger;

/**
 * Removes bytes that nothing refers to any more.
 *
 * <p>What a version rests on is out of its reach twice: the list that it goes by is only looked at,
 * never believed, and the database itself refuses to forget bytes that a row refers to. Bytes are
 * put there and removed under the lock of their digest, so that a file that comes back meanwhile
 * finds its bytes there, or brings them.
 *
 * <p>A lock ends with its connection, and a process that was stopped for a while does not notice.
 * So bytes are only set aside under the lock; once that transaction is over, for better or worse,
 * another one looks whether the database knows of them, and they come back or go.
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
    return remove(digest, () -> blobs.forget(digest));
  }

  /** Removes bytes where the look, under their lock, says that they may go. */
  private boolean remove(Digest digest, BooleanSupplier mayGo) {
    List<Aside> aside = new ArrayList<>(1);
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                blobs.lock(digest);
                if (mayGo.getAsBoolean()) {
                  store.setAside(digest).ifPresent(aside::add);
                }
              });
    } finally {
      aside.forEach(this::settle);
    }
    return !aside.isEmpty();
  }

  private void settle(Aside aside) {
    boolean known =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  blobs.lock(aside.digest());
                  return blobs.exists(aside.digest());
                });
    if (known) {
      store.restore(aside);
    } else {
      store.drop(aside);
    }
  }

  /**
   * Looks at all bytes of the store for those that the database does not know of, as a crash
   * between the two leaves them, and at what came in and was never kept.
   */
  void orphans() {
    Instant before = clock.instant().minus(config.collectionGrace());
    store.forEachAside(this::settle);
    store.forEachKept(before, this::removeUnknown);
    store.discardStale(before);
  }

  private void removeUnknown(Digest digest) {
    if (remove(digest, () -> !blobs.exists(digest))) {
      LOG.infof("Bytes that nothing knows of were removed: %s", digest);
    }
  }
}
