package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.run.Run;
import org.assay.registry.tag.Tag;
import org.assay.registry.tag.Tagged;
import org.assay.registry.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Takes a version by where its bytes are. Where Assay keeps them, it computes their digest, freezes
 * them, and the version is registered at once; else it is a draft, which is found but not
 * submitted.
 */
@ApplicationScoped
public class VersionDrafting {

  private final VisibleModels visible;
  private final Models models;
  private final VersionBasis basis;
  private final VersionFiles files;
  private final ModelVersions versions;
  private final Tags tags;
  private final EventLog events;

  VersionDrafting(
      VisibleModels visible,
      Models models,
      VersionBasis basis,
      VersionFiles files,
      ModelVersions versions,
      Tags tags,
      EventLog events) {
    this.visible = visible;
    this.models = models;
    this.basis = basis;
    this.files = files;
    this.versions = versions;
    this.tags = tags;
    this.events = events;
  }

  /**
   * Takes a version with the caller as its author, in the running transaction.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     PROJECT_NOT_ACTIVE} or {@code TOO_MANY_FILES}, 422 {@code VALIDATION_FAILED}, 503 {@code
   *     PROJECT_SERVICE_AWAY}
   */
  public Seen draft(
      ModelName name,
      Origin origin,
      @Nullable String description,
      Collection<Tag> wanted,
      Caller caller) {
    Found found = visible.find(name.full(), caller, Standing::mayRegister);
    Refusal.check(Contribution.refusesNew(caller, found.standing()));
    Model model = found.model();
    // The model's row before the project's files, as VersionRegistration takes them.
    int number = models.nextNumber(model);
    Optional<VersionFiles.Held> held = sealed(origin, model, caller);
    VersionBasis.Basis rests = results(origin, model, caller);
    ModelVersion version =
        ModelVersion.drafted(
            new ModelVersion.Place(model.projectId(), model.id(), number, rests.run().id()),
            origin,
            description,
            caller);
    rests.under(version);
    List<NewEvent> told = new ArrayList<>(told(version, held, model, caller));
    versions.persist(version);
    versions.flush();
    told.addAll(basis.write(version, rests.edges(), model, Cause.by(caller)));
    tags.set(Tagged.version(version.projectId(), version.id()), wanted);
    events.append(told);
    return new Seen(version, found);
  }

  private static List<NewEvent> told(
      ModelVersion version, Optional<VersionFiles.Held> held, Model model, Caller caller) {
    if (held.isEmpty()) {
      return List.of(event(version, EventTypes.VERSION_DRAFTED, model, caller));
    }
    version.hold(held.get());
    NewEvent drafted = event(version, EventTypes.VERSION_DRAFTED, model, caller);
    String registered = version.take(Step.REGISTER, caller.subject());
    return List.of(drafted, event(version, registered, model, caller));
  }

  private static NewEvent event(ModelVersion version, String type, Model model, Caller caller) {
    return version.event(type, model.fullName(), Cause.by(caller), null);
  }

  /** From the commit on these files never change; empty where none are kept here. */
  private Optional<VersionFiles.Held> sealed(Origin origin, Model model, Caller caller) {
    return Optional.ofNullable(origin.files()).flatMap(kept -> files.seal(model, kept, caller));
  }

  /**
   * The results of the run that it names, as they stand now; nothing where the caller knows of no
   * such run.
   */
  private VersionBasis.Basis results(Origin origin, Model model, Caller caller) {
    return Optional.ofNullable(origin.sourceRun())
        .flatMap(written -> basis.source(written, model.projectId(), caller))
        .map(source -> basis.from(source, model, List.of(), caller))
        .orElseGet(
            () ->
                basis.from(
                    Run.implicit(
                        model.projectId(), model.id(), Map.of(), List.of(), caller.subject()),
                    List.of()));
  }
}
