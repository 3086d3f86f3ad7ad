package org.assay.registry.version;

import jakarta.validation.constraints.Size;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to submit a version.
 *
 * @param causeClosed of a version that was revoked, how the cause of the revocation was closed; of
 *     no other
 */
@Schema(name = "SubmitVersion")
record SubmitVersion(
    @Size(min = 10, max = 4_000)
        @Schema(examples = "The training data were licensed anew on 12 May; see ticket 4711.")
        @Nullable String causeClosed) {

  /**
   * Refuses a revoked version whose cause nobody says is closed, and closing what is not there.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  void check(ModelVersion version) {
    boolean revoked = version.state() == VersionState.REVOKED;
    if (revoked && causeClosed == null) {
      throw ProblemException.invalid(
          "/cause_closed",
          "REQUIRED",
          "the version was revoked; say how the cause of that was closed");
    }
    if (!revoked && causeClosed != null) {
      throw ProblemException.invalid(
          "/cause_closed", "NOT_ALLOWED", "the version was not revoked, so no cause is open");
    }
  }
}
