package org.assay.registry.deployment;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is reported of a deployment's end.
 *
 * @param until until when it ran; now where nobody says
 */
@Schema(name = "EndDeployment")
record EndDeployment(@Nullable Instant until) {}
