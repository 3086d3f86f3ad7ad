package org.assay.registry.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.Sealing;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.jspecify.annotations.Nullable;

/** Registers a version of a data set. */
@ApplicationScoped
class DatasetRegistration {

  private static final Clock CLOCK = Clock.systemUTC();

  private final Standings standings;
  private final Accounts accounts;
  private final Datasets datasets;
  private final DatasetChecks checks;
  private final Sealing sealing;
  private final EventLog events;

  DatasetRegistration(
      Standings standings,
      Accounts accounts,
      Datasets datasets,
      DatasetChecks checks,
      Sealing sealing,
      EventLog events) {
    this.standings = standings;
    this.accounts = accounts;
    this.datasets = datasets;
    this.checks = checks;
    this.sealing = sealing;
    this.events = events;
  }

  /**
   * Registers a version of a data set, in the running transaction.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}, 404 {@code PROJECT_NOT_FOUND}, 403
   *     {@code NOT_A_CONTRIBUTOR}, 409 {@code PROJECT_NOT_ACTIVE}, {@code DATASET_EXISTS} or {@code
   *     DATASET_WITHDRAWN}, 422 {@code UNKNOWN_SUBJECT}, 503 {@code PROJECT_SERVICE_AWAY} or {@code
   *     IDENTITY_PROVIDER_AWAY}
   */
  VisibleDatasets.Found register(RegisterDataset asked, Caller caller) {
    check(asked, LocalDate.now(CLOCK));
    Standing standing =
        standings.require(new ProjectKey(asked.projectKey()), caller, Standing::mayRegister);
    Refusal.check(Contribution.refusesNew(caller, standing));
    List<String> owners = owners(asked.owners(), caller);
    // A file of these bytes whose use is over goes before this, or stays for it.
    sealing.holdStill(standing.projectId());
    requireNew(asked, standing);
    Dataset dataset = Dataset.registered(standing, asked, owners, caller.subject());
    datasets.persistAndFlush(dataset);
    checks.add(dataset, asked.checks(), 0, caller);
    events.append(dataset.event(Cause.by(caller), null));
    return new VisibleDatasets.Found(dataset, standing);
  }

  /** Refuses terms on which data must not be used. */
  static void check(RegisterDataset asked, LocalDate today) {
    boolean aboutPeople = asked.personalData() != PersonalData.NONE;
    if (aboutPeople && asked.legalBasis() == null) {
      throw ProblemException.invalid(
          "/legal_basis",
          "REQUIRED",
          "data that are %s need a legal basis".formatted(asked.personalData()));
    }
    if (aboutPeople && asked.retainUntil() == null) {
      throw ProblemException.invalid(
          "/retain_until",
          "REQUIRED",
          "data that are %s need the last day they may be kept".formatted(asked.personalData()));
    }
    if (asked.retainUntil() != null && asked.retainUntil().isBefore(today)) {
      throw ProblemException.invalid(
          "/retain_until",
          "OUT_OF_RANGE",
          "the last day they may be kept is %s, which is over".formatted(asked.retainUntil()));
    }
    RegisterDataset.Period period = asked.period();
    if (period != null && period.until().isBefore(period.from())) {
      throw ProblemException.invalid(
          "/period/until",
          "OUT_OF_RANGE",
          "the period ends on %s, before it begins on %s".formatted(period.until(), period.from()));
    }
  }

  private void requireNew(RegisterDataset asked, Standing standing) {
    if (datasets.exists(standing.projectId(), asked.name(), asked.version())) {
      throw ProblemException.of(
              RegistryProblem.DATASET_EXISTS,
              "Project %s has version %s of data set %s already"
                  .formatted(standing.key(), asked.version(), asked.name()))
          .help("What is said of data never changes; register another version of them.");
    }
    datasets
        .ofBytes(standing.projectId(), asked.digest())
        .ifPresent(same -> refuse(same, standing));
  }

  /** One entry for the same bytes, so that their withdrawal leaves no other to use them by. */
  private static void refuse(Dataset same, Standing standing) {
    if (same.state() == DatasetState.WITHDRAWN) {
      throw ProblemException.of(
              RegistryProblem.DATASET_WITHDRAWN,
              "Data of the digest %s were withdrawn in project %s"
                  .formatted(same.digest(), standing.key()))
          .help("Withdrawn data do not come back under another name.");
    }
    throw ProblemException.of(
            RegistryProblem.DATASET_EXISTS,
            "Project %s has these bytes already, as version %s of data set %s"
                .formatted(standing.key(), same.version(), same.name()))
        .at("/digest", RegistryProblem.DATASET_EXISTS.code(), "A digest that the project lacks")
        .help("Name that one where a version comes from them; bytes are registered once.");
  }

  private List<String> owners(@Nullable List<String> named, Caller caller) {
    if (named == null) {
      return List.of(caller.subject());
    }
    Set<String> subjects = new LinkedHashSet<>();
    for (int index = 0; index < named.size(); index++) {
      subjects.add(accounts.subjectOf(named.get(index), "/owners/" + index));
    }
    return new ArrayList<>(subjects);
  }
}
