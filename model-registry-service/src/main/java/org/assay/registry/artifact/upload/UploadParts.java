package org.assay.registry.artifact.upload;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Optional;
import org.assay.contracts.name.Digest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.ArtifactKeeping;
import org.assay.registry.artifact.ArtifactRefusals;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.store.ArtifactStore;
import org.assay.registry.artifact.store.ArtifactStore.Incoming;
import org.assay.registry.artifact.store.ArtifactStore.PartSlot;
import org.assay.registry.artifact.store.BodyBrokenException;
import org.assay.registry.artifact.store.BodyTooLargeException;
import org.assay.registry.artifact.store.PartBusyException;
import org.assay.registry.artifact.store.StoreFullException;
import org.jspecify.annotations.Nullable;

/**
 * Takes parts in. A part that is there never changes: sending it again is answered as before where
 * its bytes are the same, and refused where they are not. The request that brings the last one also
 * reads the whole for its digest and its scan, so that completion is only a change of rows.
 */
@ApplicationScoped
class UploadParts {

  private final Uploads uploads;
  private final ArtifactStore store;
  private final ArtifactKeeping keeping;

  UploadParts(Uploads uploads, ArtifactStore store, ArtifactKeeping keeping) {
    this.uploads = uploads;
    this.store = store;
    this.keeping = keeping;
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
      assembleWhereWhole(upload);
    }
    return part;
  }

  private Part store(Upload upload, int number, @Nullable Digest expected, InputStream body) {
    try (PartSlot slot = store.hold(upload.id(), upload.from(number), upload.length(number))) {
      Optional<Part> there =
          QuarkusTransaction.requiringNew().call(() -> uploads.part(upload.id(), number));
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

  private Part write(
      PartSlot slot, Upload upload, int number, @Nullable Digest expected, InputStream body) {
    Digest digest = write(slot, upload.length(number), body);
    if (expected != null && !expected.equals(digest)) {
      throw ArtifactRefusals.mismatch(digest);
    }
    Part part = new Part(number, upload.length(number), digest);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (uploads.lock(upload.projectId(), upload.id()).isEmpty()) {
                throw Uploading.notFound(upload.id());
              }
              uploads.add(upload.id(), part);
            });
    return part;
  }

  private static Digest write(PartSlot slot, long length, InputStream body) {
    try {
      return slot.write(body);
    } catch (BodyTooLargeException | BodyBrokenException wrong) {
      throw ProblemException.of(
              RegistryProblem.UPLOAD_BROKEN,
              "The part has to have %d bytes, and other than that came".formatted(length))
          .header("Connection", "close")
          .because(wrong);
    } catch (StoreFullException full) {
      throw ArtifactRefusals.full(full);
    }
  }

  private static Part same(Part there, InputStream body) {
    if (!BodyDigest.is(there.digest(), there.size(), body)) {
      throw ProblemException.of(
              RegistryProblem.PART_STORED,
              "Part %d is there with the digest %s".formatted(there.number(), there.digest()))
          .help("Begin another upload where the file changed.")
          .header("Connection", "close");
    }
    return there;
  }

  private void assembleWhereWhole(Upload upload) {
    boolean whole =
        QuarkusTransaction.requiringNew()
            .call(() -> uploads.parts(upload.id()).size() == upload.parts());
    if (!whole) {
      return;
    }
    Incoming incoming = store.assemble(upload.id(), upload.size());
    Scan scan = keeping.scan(incoming, upload.path());
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                uploads
                    .lock(upload.projectId(), upload.id())
                    .orElseThrow(() -> Uploading.notFound(upload.id()))
                    .assemble(incoming.digest(), scan));
  }
}
