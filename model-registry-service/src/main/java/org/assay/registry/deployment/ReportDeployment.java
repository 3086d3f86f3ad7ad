package org.assay.registry.deployment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is reported of a deployment.
 *
 * @param model the model's full name
 * @param version the number of the version that was meant to be deployed; else the one of the model
 *     that has the digest
 * @param digest the digest of the bytes that run, computed where they run
 * @param environment where they run, as releases name it
 * @param from since when; now where nobody says
 */
@Schema(name = "ReportDeployment")
record ReportDeployment(
    @NotNull @PlainText(max = 300) @Schema(examples = "credit.denial") String model,
    @Min(1) @Max(Integer.MAX_VALUE) @Schema(examples = "3") @Nullable Integer version,
    @NotNull @Pattern(regexp = "^" + Digest.PATTERN + "$") String digest,
    @NotNull @Pattern(regexp = ENVIRONMENT) @Schema(examples = "production") String environment,
    @Nullable Instant from) {

  /** How an environment is named; its name is told in events, so it is no text. */
  static final String ENVIRONMENT = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";
}
