package org.assay.registry.run;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param status FINISHED, FAILED or KILLED
 * @param endedAt when, by its client's clock; where it is absent, the present
 */
@Schema(name = "EndRun")
record EndRun(@NotNull End status, @Nullable Instant endedAt) {

  /** How a run may end. */
  @Schema(name = "RunEnd")
  enum End {
    FINISHED,
    FAILED,
    KILLED
  }
}
