package org.assay.local;

import java.util.List;

/** What PostgreSQL risks for speed. */
public enum Durability {
  /** A committed transaction survives the machine. */
  DURABLE,
  /** A committed transaction survives the process, not the machine: for tests. */
  FAST;

  List<String> settings() {
    return switch (this) {
      case DURABLE -> List.of();
      case FAST -> List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");
    };
  }
}
