package org.assay.registry.artifact.upload;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.registry.artifact.ArtifactConfig;
import org.assay.registry.artifact.store.ArtifactStore;

/** Gives up uploads that were begun long ago, and bytes of uploads that are none any more. */
@Singleton
class UploadExpiry {

  private static final int CHUNK = 100;

  private final Uploads uploads;
  private final ArtifactStore store;
  private final ArtifactConfig config;
  private final Clock clock = Clock.systemUTC();

  UploadExpiry(Uploads uploads, ArtifactStore store, ArtifactConfig config) {
    this.uploads = uploads;
    this.store = store;
    this.config = config;
  }

  @Scheduled(every = "1h", delayed = "6m", identity = "upload-expiry")
  void expire() {
    Instant before = clock.instant().minus(config.uploadLifetime());
    List<UUID> given;
    do {
      given =
          QuarkusTransaction.requiringNew().call(() -> uploads.deleteBegunBefore(before, CHUNK));
      given.forEach(store::abandon);
    } while (given.size() == CHUNK);
    store.forEachUpload(before, this::dropUnknown);
  }

  /** What was given up comes back no more, so nothing refers to its bytes again. */
  private void dropUnknown(UUID id) {
    if (QuarkusTransaction.requiringNew().call(() -> uploads.findByIdOptional(id).isEmpty())) {
      store.abandon(id);
    }
  }
}
