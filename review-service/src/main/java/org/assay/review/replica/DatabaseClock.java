package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
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
}
