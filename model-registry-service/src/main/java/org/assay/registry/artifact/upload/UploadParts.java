package org.assay.registry.artifact.upload;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Optional;
import org.assay.contracts.name.Digest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.ArtifactRefusals;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.artifact.store.ArtifactStore.PartSlot;
import org.assay.registry.artifact.store.ArtifactStore.StoredPart;
import org.assay.registry.artifact.store.BodyBrokenException;
import org.assay.registry.artifact.store.BodyTooLargeException;
import org.assay.registry.artifact.store.PartBusyException;
import org.assay.registry.artifact.store.StoreFullException;
import org.assay.registry.artifact.store.UploadGoneException;
import org.jspecify.annotations.Nullable;

/**
 * Takes parts in. A part that is there never changes: sending it again is answered as before where
 * its bytes are the same, and refused where they are not, whichever copy of the service it comes
 * to. The request that brings the last one has the parts put together, and waits a while for that.
 */
@ApplicationScoped
class UploadParts {

  private final Uploads uploads;
  private final ArtifactStore store;
  private final Assembly assembly;

  UploadParts(Uploads uploads, ArtifactStore store, Assembly assembly) {
    this.uploads = uploads;
    this.store = store;
    this.assembly = assembly;
  }

  /**
   * Takes a part in.
   *
   * @param expected the digest that the sender announced of this part
   * @throws ProblemException 409 {@code PART_IN_PROGRESS} or {@code PART_STORED}, 422 {@code
   *     BYTES_MISMATCH} or {@code VALIDATION_FAILED}, 400 {@code UPLOAD_BROKEN}, 507 {@code
   *     STORE_FULL}, 404 {@code UPLOAD_NOT_FOUND}
   */
  Part take(Upload upload, int number, @Nullable Digest expected, InputStream body) {
    if (number < 1 || number > upload.parts()) {
      throw ProblemException.invalid(
          "/number", "OUT_OF_RANGE", "the upload has parts 1 to %d".formatted(upload.parts()));
    }
    Part part = store(upload, number, expected, body);
    if (upload.digest().isEmpty()) {
      assembly.await(upload);
    }
    return part;
  }

  private Part store(Upload upload, int number, @Nullable Digest expected, InputStream body) {
    try (PartSlot slot = store.hold(upload.id(), number, upload.length(number))) {
      Optional<Part> there = there(upload, number);
      return there.isPresent()
          ? same(there.get(), body)
          : write(slot, upload, number, expected, body);
    } catch (PartBusyException busy) {
      throw ProblemException.of(
              RegistryProblem.PART_IN_PROGRESS,
              "Another request sends part %d at present".formatted(number))
          .header("Connection", "close")
          .because(busy);
    }
  }

  private Optional<Part> there(Upload upload, int number) {
    return QuarkusTransaction.requiringNew().call(() -> uploads.part(upload.id(), number));
  }

  private Part write(
      PartSlot slot, Upload upload, int number, @Nullable Digest expected, InputStream body) {
    StoredPart written = write(slot, upload, number, body);
    boolean noted = false;
    try {
      if (expected != null && !expected.equals(written.digest())) {
        throw ArtifactRefusals.mismatch(written.digest());
      }
      noted = QuarkusTransaction.requiringNew().call(() -> note(upload, number, written));
    } finally {
      if (!noted) {
        slot.discard(written);
      }
    }
    if (!noted && !there(upload, number).map(Part::digest).equals(Optional.of(written.digest()))) {
      throw stored(number);
    }
    return new Part(number, written.size(), written.digest());
  }

  /** Notes that a part is there; another copy of the service may have been faster. */
  private boolean note(Upload upload, int number, StoredPart written) {
    if (uploads.lock(upload.projectId(), upload.id()).isEmpty()) {
      throw Uploading.notFound(upload.id());
    }
    return uploads.add(upload.id(), number, written);
  }

  private static StoredPart write(PartSlot slot, Upload upload, int number, InputStream body) {
    try {
      return slot.write(body);
    } catch (BodyTooLargeException | BodyBrokenException wrong) {
      throw ProblemException.of(
              RegistryProblem.UPLOAD_BROKEN,
              "The part has to have %d bytes, and other than that came"
                  .formatted(upload.length(number)))
          .header("Connection", "close")
          .because(wrong);
    } catch (StoreFullException full) {
      throw ArtifactRefusals.full(full);
    } catch (UploadGoneException gone) {
      throw Uploading.notFound(upload.id()).header("Connection", "close").because(gone);
    }
  }

  private static Part same(Part there, InputStream body) {
    if (!BodyDigest.is(there.digest(), there.size(), body)) {
      throw stored(there.number()).header("Connection", "close");
    }
    return there;
  }

  private static ProblemException stored(int number) {
    return ProblemException.of(
            RegistryProblem.PART_STORED,
            "Part %d is there already, with other bytes".formatted(number))
        .help("Begin another upload where the file changed.");
  }
}
