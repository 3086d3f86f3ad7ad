package org.assay.registry.version;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identified;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.assay.registry.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * Registers a version of a model, with the implicit run that holds its metrics and training data.
 * It is drafted and registered at once: two events of one transaction.
 */
@ApplicationScoped
class VersionRegistration {

  private final VisibleModels visible;
  private final Standings standings;
  private final Accounts accounts;
  private final Models models;
  private final VersionBasis basis;
  private final ModelVersions versions;
  private final VersionFiles files;
  private final EventLog events;

  VersionRegistration(
      VisibleModels visible,
      Standings standings,
      Accounts accounts,
      Models models,
      VersionBasis basis,
      ModelVersions versions,
      VersionFiles files,
      EventLog events) {
    this.visible = visible;
    this.standings = standings;
    this.accounts = accounts;
    this.models = models;
    this.basis = basis;
    this.versions = versions;
    this.files = files;
    this.events = events;
  }

  /**
   * Registers a version, in the running transaction.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     PROJECT_NOT_ACTIVE}, 422 {@code UNKNOWN_SUBJECT}, {@code HUMAN_AUTHOR_REQUIRED}, {@code
   *     AUTHOR_NOT_MEMBER}, {@code UNKNOWN_VERSION}, {@code BYTES_MISMATCH} or {@code
   *     VALIDATION_FAILED} where the run or the lineage named is none, 409 {@code
   *     DATASET_WITHDRAWN}, 503 {@code PROJECT_SERVICE_AWAY}, {@code MEMBERS_NOT_KNOWN_YET} or
   *     {@code IDENTITY_PROVIDER_AWAY}
   */
  Seen register(String modelName, RegisterVersion asked, Caller caller) {
    asked.checkRun();
    Found found = visible.find(modelName, caller, Standing::mayRegister);
    Refusal.check(Contribution.refusesNew(caller, found.standing()));
    ModelVersion.Authors authors = authors(asked.authors(), found.standing(), caller);
    requireSuperseded(found.model(), asked.supersedes());
    List<LineageEdge> named = basis.named(asked.lineage(), caller);
    ModelVersion version = add(found.model(), asked, new Resolved(authors, named), caller);
    return new Seen(version, found);
  }

  /** From here on the model's row is locked, so nothing outside this service is asked any more. */
  private ModelVersion add(Model model, RegisterVersion asked, Resolved resolved, Caller caller) {
    int number = models.nextNumber(model);
    VersionBasis.Basis rests = rests(model, asked, resolved.lineage(), caller);
    ModelVersion version =
        ModelVersion.drafted(
            new ModelVersion.Place(model.projectId(), model.id(), number, rests.run().id()),
            asked,
            resolved.authors(),
            caller.subject());
    rests.under(version);
    files.seal(model, asked.files(), asked.digest(), caller).ifPresent(version::hold);
    List<NewEvent> told = new ArrayList<>();
    told.add(event(version, EventTypes.VERSION_DRAFTED, model, caller));
    String registered = version.take(Step.REGISTER, caller.subject());
    told.add(event(version, registered, model, caller));
    versions.persist(version);
    versions.flush();
    told.addAll(basis.write(version, rests.edges(), model, Cause.by(caller)));
    events.append(told);
    return version;
  }

  private VersionBasis.Basis rests(
      Model model, RegisterVersion asked, List<LineageEdge> named, Caller caller) {
    if (asked.runId() == null) {
      Run run =
          Run.implicit(
              model.projectId(),
              model.id(),
              asked.metrics(),
              asked.trainingData(),
              caller.subject());
      return basis.from(run, named);
    }
    Run source =
        basis
            .source(asked.runId().toString(), model.projectId(), caller)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "/run_id",
                        "UNKNOWN",
                        "the model's project has no run %s".formatted(asked.runId())));
    return basis.from(source, model, named, caller);
  }

  private static NewEvent event(ModelVersion version, String type, Model model, Caller caller) {
    return version.event(type, model.fullName(), Cause.by(caller), null);
  }

  private ModelVersion.Authors authors(
      List<String> accountNames, Standing standing, Caller caller) {
    Map<String, Integer> firstNamed = new LinkedHashMap<>();
    boolean anyHuman = false;
    for (int index = 0; index < accountNames.size(); index++) {
      Identified author = accounts.identify(accountNames.get(index), "/authors/" + index);
      firstNamed.putIfAbsent(author.subject(), index);
      anyHuman |= !author.machine();
    }
    requireMembers(firstNamed, accountNames, standing, caller);
    if (!anyHuman) {
      throw ProblemException.of(
              RegistryProblem.HUMAN_AUTHOR_REQUIRED, "Every author named is a machine account")
          .at("/authors", RegistryProblem.HUMAN_AUTHOR_REQUIRED.code(), "At least one person");
    }
    return new ModelVersion.Authors(new ArrayList<>(firstNamed.keySet()), anyHuman);
  }

  private void requireMembers(
      Map<String, Integer> firstNamed,
      List<String> accountNames,
      Standing standing,
      Caller caller) {
    Optional<String> stranger = standings.firstStranger(standing, firstNamed.keySet(), caller);
    if (stranger.isEmpty()) {
      return;
    }
    int index = requireNonNull(firstNamed.get(stranger.get()));
    throw ProblemException.of(
            RegistryProblem.AUTHOR_NOT_MEMBER,
            "Authors of a version are members of project %s, present or past"
                .formatted(standing.key()))
        .help("Have an owner of the project add them as members, or leave them out.")
        .at(
            "/authors/" + index,
            RegistryProblem.AUTHOR_NOT_MEMBER.code(),
            "%s is and was no member of project %s"
                .formatted(accountNames.get(index), standing.key()));
  }

  private void requireSuperseded(Model model, @Nullable Integer supersedes) {
    if (supersedes != null) {
      versions.named(model, supersedes, "/supersedes");
    }
  }

  /**
   * What a registration names, found.
   *
   * @param authors who made it
   * @param lineage what it comes from
   */
  private record Resolved(ModelVersion.Authors authors, List<LineageEdge> lineage) {}
}
