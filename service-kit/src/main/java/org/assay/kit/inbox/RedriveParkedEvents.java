package org.assay.kit.inbox;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.assay.kit.http.PlainText;

/**
 * What shall be tried again.
 *
 * @param topic the topic that the records came from
 * @param partitionKey the key that keeps them in order; all its parked records are tried
 */
public record RedriveParkedEvents(
    @NotNull @PlainText(max = 249) String topic, @NotNull UUID partitionKey) {}
