package org.assay.registry.artifact.upload;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.Artifact;
import org.assay.registry.artifact.ArtifactConfig;
import org.assay.registry.artifact.ArtifactKeeping;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactRefusals;
import org.assay.registry.artifact.Condition;
import org.assay.registry.artifact.RequestedPath;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.artifact.store.ArtifactStore.Incoming;
import org.assay.registry.artifact.store.StoreFullException;

/** Begins, completes and gives up uploads, in the running transaction. */
@ApplicationScoped
class Uploading {

  private final Uploads uploads;
  private final ArtifactKeeping keeping;
  private final ArtifactStore store;
  private final Assembly assembly;
  private final ArtifactConfig config;
  private final TransactionSynchronizationRegistry transactions;

  Uploading(
      Uploads uploads,
      ArtifactKeeping keeping,
      ArtifactStore store,
      Assembly assembly,
      ArtifactConfig config,
      TransactionSynchronizationRegistry transactions) {
    this.uploads = uploads;
    this.keeping = keeping;
    this.store = store;
    this.assembly = assembly;
    this.config = config;
    this.transactions = transactions;
  }

  /**
   * Begins an upload; its bytes count against the quota from now on.
   *
   * @throws ProblemException 413 {@code PAYLOAD_TOO_LARGE}, 422 {@code VALIDATION_FAILED}, 409
   *     {@code ARTIFACT_SEALED}, {@code ARTIFACT_PATH_TAKEN} or {@code TOO_MANY_UPLOADS}, 507
   *     {@code QUOTA_EXCEEDED} or {@code STORE_FULL}
   */
  Upload begin(UUID projectId, BeginUpload asked, Caller by) {
    ArtifactPath path = RequestedPath.of(asked.path());
    if (asked.size() > config.maxFileSize().asLongValue()) {
      throw ArtifactRefusals.tooLarge(config.maxFileSize().asLongValue());
    }
    Upload upload = Upload.begun(projectId, asked, by.subject());
    if (upload.parts() > Upload.MOST_PARTS) {
      throw ProblemException.invalid(
          "/part_size",
          "OUT_OF_RANGE",
          "a file comes in at most %d parts; make them larger".formatted(Upload.MOST_PARTS));
    }
    keeping.reserve(projectId, path, asked.size());
    if (uploads.underWay(projectId) >= config.uploadsPerProject()) {
      throw ProblemException.of(
              RegistryProblem.TOO_MANY_UPLOADS,
              "The project has %d uploads under way".formatted(config.uploadsPerProject()))
          .help("Complete one or give one up.");
    }
    uploads.persistAndFlush(upload);
    try {
      store.reserve(upload.id(), upload.size());
    } catch (StoreFullException full) {
      throw ArtifactRefusals.full(full);
    }
    return upload;
  }

  /**
   * Puts the file under its path; the upload ends.
   *
   * @throws ProblemException 404 {@code UPLOAD_NOT_FOUND}, 409 {@code UPLOAD_INCOMPLETE}, 422
   *     {@code BYTES_MISMATCH}, and as {@link ArtifactKeeping#put}; where that is {@code
   *     FILE_UNPACKS_TOO_FAR} the upload ends
   */
  Artifact complete(UUID projectId, UUID id, Condition condition, Caller by) {
    uploads
        .of(projectId, id)
        .flatMap(Upload::file)
        .map(Artifact.File::scan)
        .filter(Scan::isBomb)
        .ifPresent(bomb -> refuse(projectId, id, bomb));
    Upload upload = uploads.lock(projectId, id).orElseThrow(() -> notFound(id));
    // What was found to be a bomb this moment is refused when it is asked for again.
    Artifact.File file =
        upload.file().filter(whole -> !whole.scan().isBomb()).orElseThrow(() -> incomplete(upload));
    Incoming whole = upload.whole().orElseThrow();
    if (!upload.isAsExpected()) {
      throw ArtifactRefusals.mismatch(file.digest());
    }
    end(upload);
    return keeping.keep(projectId, upload.path(), file, condition, whole, by);
  }

  /** In a transaction of its own, which the refusal does not undo. */
  private void refuse(UUID projectId, UUID id, Scan bomb) {
    QuarkusTransaction.requiringNew().run(() -> abandon(projectId, id));
    throw ArtifactRefusals.bomb(bomb);
  }

  /**
   * Gives an upload up, with its parts.
   *
   * @throws ProblemException 404 {@code UPLOAD_NOT_FOUND}
   */
  void abandon(UUID projectId, UUID id) {
    end(uploads.lock(projectId, id).orElseThrow(() -> notFound(id)));
  }

  /** Ends an upload; its bytes go once that is sure, for a refusal must leave them. */
  private void end(Upload upload) {
    UUID id = upload.id();
    uploads.delete(upload);
    uploads.flush();
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing is left to do before the commit.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              store.abandon(id);
            }
          }
        });
  }

  private ProblemException incomplete(Upload upload) {
    int there = uploads.parts(upload.id()).size();
    if (there < upload.parts()) {
      return ProblemException.of(
              RegistryProblem.UPLOAD_INCOMPLETE,
              "%d of %d parts are there".formatted(there, upload.parts()))
          .help("Send the missing parts; then complete it.");
    }
    assembly.begin(upload);
    return ProblemException.of(
            RegistryProblem.UPLOAD_INCOMPLETE,
            "All parts are there; %d of %d bytes are put together"
                .formatted(upload.assembled(), upload.size()))
        .header("Retry-After", "5")
        .help("Wait, and complete it then; nothing has to be sent again.");
  }

  static ProblemException notFound(UUID id) {
    return ProblemException.of(
        RegistryProblem.UPLOAD_NOT_FOUND, "The project has no upload %s".formatted(id));
  }
}
