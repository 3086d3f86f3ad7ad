package org.assay.registry.artifact;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Has what nobody needs collected: hourly by the list, daily by a look at everything. */
@Singleton
class CollectionTimer {

  private final Collection collection;

  CollectionTimer(Collection collection) {
    this.collection = collection;
  }

  @Scheduled(every = "1h", delayed = "5m", identity = "artifact-collection")
  void hourly() {
    collection.unreferenced();
  }

  @Scheduled(every = "24h", delayed = "30m", identity = "artifact-orphans")
  void daily() {
    collection.orphans();
  }
}
