package org.assay.registry.artifact.use;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.FileHoldChanged;
import org.assay.contracts.name.SaltedText;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactRecords;
import org.assay.registry.artifact.Artifacts;
import org.assay.registry.project.Standing;

/**
 * Places legal holds on files in use, and lifts them: in the caller's transaction, under the
 * project's lock, so that the file is neither removed nor replaced meanwhile, and with an event.
 */
@ApplicationScoped
class FileHolding {

  private final FileUses uses;
  private final FileHolds holds;
  private final Artifacts artifacts;
  private final ArtifactRecords records;
  private final EventLog events;

  FileHolding(
      FileUses uses,
      FileHolds holds,
      Artifacts artifacts,
      ArtifactRecords records,
      EventLog events) {
    this.uses = uses;
    this.holds = holds;
    this.artifacts = artifacts;
    this.records = records;
    this.events = events;
  }

  /**
   * Keeps the file of a use though the use may be over. An auditor's hold takes the place of a
   * lead's, so that no lead keeps auditors from holding what a lead may let go.
   *
   * @return the use with the hold
   * @throws ProblemException 404; 409 {@code HOLD_REFUSED} where a hold stands, or the file is not
   *     there any more
   */
  FileUse place(Standing standing, UUID useId, String reason, Caller caller) {
    records.lock(standing.projectId());
    FileUse use = uses.require(standing.projectId(), useId);
    PlacedAs as = PlacedAs.of(caller);
    Refusal.check(refusesPlacing(use, as));
    FileHold leads = use.hold();
    if (leads != null) {
      lift(use, leads, reason, caller);
    }
    SaltedText why = SaltedText.of(reason);
    UUID id = holds.place(useId, as, why, caller.subject());
    tell(EventTypes.ARTIFACT_HELD, 1, use, new Told(id, as, why), caller);
    return uses.require(standing.projectId(), useId);
  }

  private Optional<Refusal> refusesPlacing(FileUse use, PlacedAs as) {
    if (use.endedAt() != null) {
      return refused("The use ended, and does not keep its file any more");
    }
    FileHold stands = use.hold();
    if (stands != null && (as == PlacedAs.LEAD || stands.placedAs() == PlacedAs.AUDITOR)) {
      return refused("A hold stands on the file already");
    }
    boolean there =
        artifacts
            .at(use.projectId(), new ArtifactPath(use.path()))
            .filter(file -> file.digest().equals(use.digest()))
            .isPresent();
    return there
        ? Optional.empty()
        : refused(
            "The file was removed or replaced: the bytes that were used lie no more under "
                + use.path());
  }

  private static Optional<Refusal> refused(String detail) {
    return Optional.of(Refusal.of(RegistryProblem.HOLD_REFUSED, detail));
  }

  /**
   * Lifts the hold on the file of a use.
   *
   * @param standing the caller's, who may be a member
   * @return the use without it
   * @throws ProblemException 404; 409 {@code HOLD_REFUSED} where none stands; 403 {@code
   *     HOLD_NOT_YOURS}
   */
  FileUse lift(Standing standing, UUID useId, String reason, Caller caller) {
    records.lock(standing.projectId());
    FileUse use = uses.require(standing.projectId(), useId);
    FileHold hold = use.hold();
    if (hold == null) {
      throw ProblemException.of(RegistryProblem.HOLD_REFUSED, "No hold stands on the file");
    }
    Refusal.check(refusesLifting(hold.placedAs(), standing, caller));
    lift(use, hold, reason, caller);
    return uses.require(standing.projectId(), useId);
  }

  private void lift(FileUse use, FileHold hold, String reason, Caller caller) {
    SaltedText why = SaltedText.of(reason);
    holds.lift(hold.id(), why, caller.subject());
    Told told = new Told(hold.id(), hold.placedAs(), why);
    tell(EventTypes.ARTIFACT_HOLD_LIFTED, 2, use, told, caller);
  }

  /** An auditor lifts every hold; what no auditor placed, a lead of the project lifts too. */
  private static Optional<Refusal> refusesLifting(
      PlacedAs placedAs, Standing standing, Caller caller) {
    if (caller.has(Role.AUDITOR)) {
      return Optional.empty();
    }
    return switch (placedAs) {
      case AUDITOR ->
          Optional.of(
              Refusal.of(
                  RegistryProblem.HOLD_NOT_YOURS,
                  "An auditor placed the hold, so an auditor lifts it"));
      case LEAD ->
          standing.role() != null
              ? Optional.empty()
              : Optional.of(
                  Refusal.of(
                      RegistryProblem.HOLD_NOT_YOURS,
                      "A lead placed the hold; a lead who is a member of project %s lifts it, or an auditor"
                          .formatted(standing.key())));
    };
  }

  /** What is told of a hold besides the use. */
  private record Told(UUID hold, PlacedAs as, SaltedText why) {}

  private void tell(String type, long step, FileUse use, Told told, Caller caller) {
    events.append(
        new NewEvent(
            type,
            "file-hold/" + told.hold(),
            told.hold(),
            step,
            told.hold(),
            Cause.by(caller),
            new FileHoldChanged(
                told.hold(),
                use.id(),
                use.projectId(),
                use.versionId(),
                use.digest().value(),
                told.as().name(),
                told.why().digest().value())));
  }
}
