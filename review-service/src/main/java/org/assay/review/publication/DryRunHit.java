package org.assay.review.publication;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version or a release that a draft would stop.
 *
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param round the round
 * @param environment where it was released, of a release
 * @param unmet the requirements that are not fulfilled
 */
@Schema(name = "DryRunHit")
public record DryRunHit(
    String model,
    int version,
    UUID versionId,
    int round,
    @Nullable String environment,
    List<String> unmet) {

  /** Copies the list. */
  public DryRunHit {
    unmet = List.copyOf(unmet);
  }
}
