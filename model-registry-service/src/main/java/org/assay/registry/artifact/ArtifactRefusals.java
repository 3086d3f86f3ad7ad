package org.assay.registry.artifact;

import java.util.Optional;
import org.assay.contracts.name.Digest;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.store.BodyBrokenException;
import org.assay.registry.artifact.store.StoreFullException;

/**
 * What is said of bytes that are not taken. Where a body may not be read to its end, the connection
 * is closed: what is left of 20 GiB is not worth reading.
 */
public final class ArtifactRefusals {

  private ArtifactRefusals() {}

  /** The bytes have another digest than announced: 422 {@code BYTES_MISMATCH}. */
  public static ProblemException mismatch(Digest found) {
    return ProblemException.of(
            RegistryProblem.BYTES_MISMATCH,
            "The bytes that came have the digest %s; they were not kept".formatted(found))
        .help("Send them again; if it is the same again, the digest announced is of other bytes.");
  }

  /** The file unpacks out of all proportion: 422 {@code FILE_UNPACKS_TOO_FAR}. */
  public static ProblemException bomb(Scan scan) {
    return ProblemException.of(
            RegistryProblem.FILE_UNPACKS_TOO_FAR,
            "The file is out of all proportion: %s; it was not kept"
                .formatted(String.join("; ", scan.findings())))
        .help("Send what is in it as it is, or an array of few values as a sparse one.");
  }

  /** The body ended early: 400 {@code UPLOAD_BROKEN}. */
  public static ProblemException broken(BodyBrokenException broken) {
    return ProblemException.of(
            RegistryProblem.UPLOAD_BROKEN,
            Optional.ofNullable(broken.getMessage()).orElse("The body broke off")
                + "; nothing was kept")
        .header("Connection", "close")
        .because(broken);
  }

  /** There is no room on the disk: 507 {@code STORE_FULL}. */
  public static ProblemException full(StoreFullException full) {
    return ProblemException.of(
            RegistryProblem.STORE_FULL, "The artifact store has no room; nothing was kept")
        .help("Ask those who run this installation for more.")
        .header("Connection", "close")
        .because(full);
  }

  /** The file is too large: 413 {@code PAYLOAD_TOO_LARGE}. */
  public static ProblemException tooLarge(long most) {
    return ProblemException.of(
            CommonProblem.PAYLOAD_TOO_LARGE,
            "A file has at most %d bytes here; nothing was kept".formatted(most))
        .header("Connection", "close");
  }
}
