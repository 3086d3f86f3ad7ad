package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.replica.Access;
import org.assay.review.replica.RegistryClient;
import org.assay.review.replica.VersionCopy;

/**
 * Finds versions whose registration may still be on its way here: a pipeline adds evidence right
 * after it registered. The registry is asked once, and what it knows is waited for a little.
 */
@ApplicationScoped
class ArrivingVersions {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final int LOOKS = 60;

  private final Access access;
  private final RegistryClient registry;

  ArrivingVersions(Access access, RegistryClient registry) {
    this.access = access;
    this.registry = registry;
  }

  /**
   * Returns a version that the caller may read of.
   *
   * @throws ProblemException {@code NOT_FOUND}, alike for what does not exist and what the caller
   *     may not know of; 503 {@code REGISTRY_AWAY}; 503 {@code SERVICE_UNAVAILABLE} if the registry
   *     knows it and its event does not come
   */
  VersionCopy find(Caller caller, String model, int number) {
    Optional<VersionCopy> here = access.find(caller, model, number);
    if (here.isPresent()) {
      return here.get();
    }
    if (!registry.knows(model, number, caller)) {
      throw Access.unknown(number);
    }
    for (int look = 0; look < LOOKS; look++) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      Optional<VersionCopy> arrived = access.find(caller, model, number);
      if (arrived.isPresent()) {
        return arrived.get();
      }
    }
    throw ProblemException.of(
            CommonProblem.SERVICE_UNAVAILABLE,
            "The registry knows version %d, and its registration has not arrived here yet"
                .formatted(number))
        .retryAfter(Duration.ofSeconds(2));
  }
}
