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
    int given;
    do {
      given = QuarkusTransaction.requiringNew().call(() -> giveUp(before));
    } while (given == CHUNK);
    store.forEachUpload(before, this::dropUnknown);
  }

  private int giveUp(Instant before) {
    List<Upload> old = uploads.begunBefore(before, CHUNK);
    for (Upload upload : old) {
      uploads.delete(upload);
      store.abandon(upload.id());
    }
    return old.size();
  }

  private void dropUnknown(UUID id) {
    if (QuarkusTransaction.requiringNew().call(() -> uploads.findByIdOptional(id).isEmpty())) {
      store.abandon(id);
    }
  }
}
