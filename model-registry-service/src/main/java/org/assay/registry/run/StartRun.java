package org.assay.registry.run;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to begin a run.
 *
 * @param experimentId the experiment it belongs to
 * @param name its name; several may have the same
 * @param startedAt when it began, by its client's clock; where it is absent, the present
 */
@Schema(name = "StartRun")
record StartRun(
    @NotNull UUID experimentId,
    @NotNull @PlainText(max = 250) @Size(min = 1, max = 250) @Schema(examples = "depth 6")
        String name,
    @Nullable Instant startedAt) {}
