package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.RegistryClient;
import org.assay.review.replica.RegistryClient.RegistryVersion;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * The registry's revision of a version, which releases and revocations are based on. The copy
 * answers; only where the caller saw more than the copy, the registry is asked once.
 */
@ApplicationScoped
public class VersionRevision {

  private final RegistryClient registry;

  VersionRevision(RegistryClient registry) {
    this.registry = registry;
  }

  /**
   * How a version stands, as far as it is known.
   *
   * @param revision the registry's revision
   * @param state the registry's state
   * @param round the registry's round
   */
  public record Known(long revision, String state, int round) {

    /** Returns what the copy says. */
    static Known of(VersionCopy version) {
      return new Known(version.revision(), version.state(), version.round());
    }

    /**
     * Checks that the caller saw it so; call it after every other check.
     *
     * @throws ProblemException 428 without the header, 412 if it names another revision
     */
    public void require(@Nullable String ifMatch) {
      IfMatch.require(ifMatch, revision);
    }
  }

  /**
   * Returns how a version stands.
   *
   * @throws ProblemException 400 if the header cannot be read; 404 if the registry does not know
   *     the version; 409 {@code DIGEST_MISMATCH}; 503 {@code REGISTRY_AWAY}
   */
  public Known known(VersionCopy version, @Nullable String ifMatch, Caller caller) {
    if (ifMatch == null || ifMatch.isBlank() || IfMatch.revision(ifMatch) <= version.revision()) {
      return Known.of(version);
    }
    Optional<RegistryVersion> answered = registry.ask(version, caller);
    RegistryVersion now =
        answered.orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND, "The registry knows no such version for you"));
    if (!now.digest().equals(version.digest())) {
      throw ProblemException.of(
          ReviewProblem.DIGEST_MISMATCH,
          "The registry says %s, known here is %s".formatted(now.digest(), version.digest()));
    }
    return new Known(now.revision(), now.state(), now.round());
  }
}
