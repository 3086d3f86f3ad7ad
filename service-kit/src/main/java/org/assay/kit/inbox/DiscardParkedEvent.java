package org.assay.kit.inbox;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * The one record that shall be given up.
 *
 * @param topic the topic that it came from
 * @param partition its partition
 * @param offset its offset there
 */
public record DiscardParkedEvent(
    @NotNull @PlainText(max = 249) String topic,
    @NotNull @Min(0) Integer partition,
    @NotNull @Min(0) Long offset) {}
