package org.assay.kit.event;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the relay of this process reaches its broker; shown, and no reason to refuse writes. */
@Singleton
class BrokerState {

  private final AtomicBoolean away = new AtomicBoolean();

  void answered() {
    away.set(false);
  }

  void away() {
    away.set(true);
  }

  boolean isAway() {
    return away.get();
  }
}
