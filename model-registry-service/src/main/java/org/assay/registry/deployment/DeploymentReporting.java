package org.assay.registry.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.ModelVersions;
import org.jspecify.annotations.Nullable;

/**
 * Takes reports of what runs where, and of its end. Each is under the row lock of the version that
 * is said to run, so that no version is retired meanwhile, a first report under that of its model
 * too.
 */
@ApplicationScoped
class DeploymentReporting {

  private static final Clock CLOCK = Clock.systemUTC();

  private final VisibleModels visible;
  private final VisibleDeployments visibleDeployments;
  private final Models models;
  private final ModelVersions versions;
  private final Deployments deployments;
  private final Mismatches mismatches;
  private final EventLog events;

  DeploymentReporting(
      VisibleModels visible,
      VisibleDeployments visibleDeployments,
      Models models,
      ModelVersions versions,
      Deployments deployments,
      Mismatches mismatches,
      EventLog events) {
    this.visible = visible;
    this.visibleDeployments = visibleDeployments;
    this.models = models;
    this.versions = versions;
    this.deployments = deployments;
    this.mismatches = mismatches;
    this.events = events;
  }

  /**
   * Keeps in the running transaction that bytes run somewhere, be they the right ones or not.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED} or {@code UNKNOWN_VERSION}, 404 {@code
   *     MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code DEPLOYMENT_LIVE}, 503 {@code
   *     PROJECT_SERVICE_AWAY}
   */
  VisibleDeployments.Found report(ReportDeployment asked, Caller caller) {
    Instant from = notLater(asked.from(), "/from", Instant.EPOCH);
    VisibleModels.Found in = visible.lock(asked.model(), caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, in.standing()));
    Model model = in.model();
    ModelVersion version = meant(model, asked).orElse(null);
    deployments
        .live(model.id(), asked.environment(), asked.digest())
        .ifPresent(DeploymentReporting::refuse);
    Deployment deployment = Deployment.reported(model, version, asked, from, caller.subject());
    deployments.persist(deployment);
    if (version != null) {
      version.deployed();
    }
    deployments.flush();
    tell(deployment, model, wrongWith(deployment), caller);
    return new VisibleDeployments.Found(deployment, in.standing());
  }

  /**
   * Keeps in the running transaction that bytes run no more.
   *
   * @param ifMatch the revision that the caller saw
   * @throws ProblemException 404 {@code DEPLOYMENT_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409
   *     {@code DEPLOYMENT_ENDED}, 428, 412, 422 {@code VALIDATION_FAILED}, 503 {@code
   *     PROJECT_SERVICE_AWAY}
   */
  VisibleDeployments.Found end(
      UUID id, EndDeployment asked, @Nullable String ifMatch, Caller caller) {
    VisibleDeployments.Found found = visibleDeployments.find(id, caller, Standing::isContributor);
    Deployment deployment = found.deployment();
    Refusal.check(deployment.refusesEnd(caller, found.standing()));
    Optional<ModelVersion> version =
        Optional.ofNullable(deployment.versionId()).flatMap(versions::lock);
    deployments.lock(deployment);
    Refusal.check(deployment.refusesEnd(caller, found.standing()));
    IfMatch.require(ifMatch, deployment.revision());
    Instant until = notLater(asked.until(), "/until", deployment.startedAt());
    Mismatch mismatch = wrongWith(deployment);
    deployment.end(until, mismatch, caller.subject());
    version.ifPresent(ModelVersion::undeployed);
    deployments.flush();
    tell(deployment, models.findById(deployment.modelId()), mismatch, caller);
    return found;
  }

  /** The version that was named; else the one of the model that has the digest. */
  private Optional<ModelVersion> meant(Model model, ReportDeployment asked) {
    Integer named = asked.version();
    if (named == null) {
      return versions.ofBytes(model, asked.digest(), asked.environment()).flatMap(versions::lock);
    }
    return Optional.of(
        versions
            .id(model, named)
            .flatMap(versions::lock)
            .orElseThrow(() -> ModelVersions.unknown(model, named, "/version")));
  }

  private @Nullable Mismatch wrongWith(Deployment running) {
    return mismatches.of(List.of(running)).get(running.id());
  }

  private void tell(
      Deployment deployment, Model model, @Nullable Mismatch mismatch, Caller caller) {
    events.append(deployment.event(model.fullName(), mismatch, Cause.by(caller)));
  }

  /** Now where nobody says; as exact as the database keeps it. */
  private static Instant notLater(@Nullable Instant said, String pointer, Instant earliest) {
    Instant now = CLOCK.instant();
    Instant at = (said == null ? now : said).truncatedTo(ChronoUnit.MICROS);
    if (at.isAfter(now) || at.isBefore(earliest)) {
      throw ProblemException.invalid(
          pointer,
          "OUT_OF_RANGE",
          "%s is not between %s and now, %s".formatted(said, earliest, now));
    }
    return at;
  }

  private static void refuse(Deployment live) {
    throw ProblemException.of(
            RegistryProblem.DEPLOYMENT_LIVE,
            "These bytes run in %s already, by the report of deployment %s"
                .formatted(live.environment(), live.id()))
        .with("deployment_id", live.id())
        .help("Report the end of that one first, where it ended unnoticed.");
  }
}
