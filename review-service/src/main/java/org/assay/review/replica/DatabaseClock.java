package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.Session;

/** The time by the database's clock, which orders what several copies of this service decide. */
@ApplicationScoped
public class DatabaseClock {

  private final Session entities;

  DatabaseClock(Session entities) {
    this.entities = entities;
  }

  /** Returns now, also inside a transaction that began earlier. */
  public Instant now() {
    return entities
        .createNativeQuery("select clock_timestamp()", Tuple.class)
        .getSingleResult()
        .get(0, Instant.class);
  }

  /** Returns a fresh id (UUIDv7), greater than those of earlier times. */
  public UUID freshId() {
    return entities
        .createNativeQuery("select uuidv7()", Tuple.class)
        .getSingleResult()
        .get(0, UUID.class);
  }
}
