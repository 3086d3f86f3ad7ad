package org.assay.kit.architecture.bad;

import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.ws.rs.GET;
import java.time.Clock;
import java.time.Instant;

/** Breaks every rule there is. */
@Entity
class BadView {

  @Id @Inject long id;

  @Transient @Inject Clock clock;

  @GET
  BadView read() {
    System.out.println(Instant.now());
    return this;
  }
}
