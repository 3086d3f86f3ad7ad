package org.assay.registry.artifact;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

/**
 * Locks of names rather than of rows, held until the transaction ends. Whoever waits for one is not
 * overtaken by others who share it, as whoever waits to change a row is.
 */
enum ArtifactLock {
  /** Of a digest: that its bytes are put into the store or removed. */
  BYTES(0),
  /** Of a digest: whether it means a file or a folder. */
  MEANING(1),
  /** Of a project: that its artifacts change. */
  FILES(2);

  private final int seed;

  ArtifactLock(int seed) {
    this.seed = seed;
  }

  /** Takes the lock of a name; nobody else has it then. */
  void take(EntityManager entities, String name) {
    ask(entities, "pg_advisory_xact_lock", name);
  }

  /** Shares the lock of a name with others who share it; nobody takes it meanwhile. */
  void share(EntityManager entities, String name) {
    ask(entities, "pg_advisory_xact_lock_shared", name);
  }

  private void ask(EntityManager entities, String function, String name) {
    entities
        .createNativeQuery(
            "select cast(%s(hashtextextended(:name, %d)) as text)".formatted(function, seed),
            Tuple.class)
        .setParameter("name", name)
        .getSingleResult();
  }
}
