package org.assay.registry.lineage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.registry.version.RevokedAncestors;

/**
 * Flags every version that comes from one that was revoked: behind the revocation, {@value #CHUNK}
 * a transaction, and on after a restart. What is registered or submitted meanwhile flags itself.
 */
@ApplicationScoped
class AncestorRevocations {

  private static final int CHUNK = 200;

  private final RevokedAncestors ancestors;

  AncestorRevocations(RevokedAncestors ancestors) {
    this.ancestors = ancestors;
  }

  /** Flags until every descendant of every revoked version knows. */
  @Scheduled(
      every = "5s",
      delayed = "5s",
      identity = "ancestor-revocations",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void goOn() {
    boolean more = true;
    while (more) {
      more = QuarkusTransaction.requiringNew().call(this::step);
    }
  }

  private boolean step() {
    Optional<RevokedAncestors.Open> next = ancestors.next();
    next.ifPresent(open -> ancestors.flag(open, CHUNK));
    return next.isPresent();
  }
}
