package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.model.Model;
import org.assay.registry.project.Contribution;
import org.jspecify.annotations.Nullable;

/** Registers a draft once its bytes are known: from then on they never change. */
@ApplicationScoped
class DraftRegistration {

  private final VisibleVersions visible;
  private final ModelVersions versions;
  private final VersionFiles files;
  private final EventLog events;

  DraftRegistration(
      VisibleVersions visible, ModelVersions versions, VersionFiles files, EventLog events) {
    this.visible = visible;
    this.versions = versions;
    this.files = files;
    this.events = events;
  }

  /**
   * Registers a draft, in the running transaction, under the locks of its model's row and its own:
   * the model's before the project's files, as every registration takes them.
   *
   * @param ifMatch the revision that the caller saw
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}; 403 {@code
   *     NOT_A_CONTRIBUTOR}; 409 {@code ILLEGAL_TRANSITION}, {@code PROJECT_NOT_ACTIVE} or {@code
   *     TOO_MANY_FILES}; 428; 412; 422 {@code VALIDATION_FAILED}, {@code UNKNOWN_VERSION} or {@code
   *     BYTES_MISMATCH}
   */
  Seen register(
      String modelName, int number, RegisterDraft asked, @Nullable String ifMatch, Caller caller) {
    Seen seen = visible.lockWithModel(modelName, number, caller);
    ModelVersion version = seen.version();
    Model model = seen.in().model();
    Refusal.check(version.refuses(Step.REGISTER, caller, seen.in().standing()));
    Refusal.check(Contribution.refusesNew(caller, seen.in().standing()));
    IfMatch.require(ifMatch, version.revision());
    requireEarlier(model, version, asked.supersedes());
    version.complete(asked);
    files
        .seal(model, asked.files(), asked.digest(), caller)
        .ifPresentOrElse(version::hold, () -> version.claim(claimed(asked)));
    String type = version.take(Step.REGISTER, caller.subject());
    versions.flush();
    events.append(version.event(type, model.fullName(), Cause.by(caller), null));
    return seen;
  }

  private void requireEarlier(Model model, ModelVersion version, @Nullable Integer supersedes) {
    if (supersedes == null) {
      return;
    }
    if (supersedes >= version.number()) {
      throw ProblemException.invalid(
          "/supersedes",
          "OUT_OF_RANGE",
          "version %d takes the place of an earlier one, not of %d"
              .formatted(version.number(), supersedes));
    }
    versions.named(model, supersedes, "/supersedes");
  }

  private static Digest claimed(RegisterDraft asked) {
    if (asked.digest() == null) {
      throw ProblemException.invalid(
          "/files", "REQUIRED", "the files, or the digest of those that are kept elsewhere");
    }
    return new Digest(asked.digest());
  }
}
