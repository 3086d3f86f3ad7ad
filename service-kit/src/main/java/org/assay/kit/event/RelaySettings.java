package org.assay.kit.event;

import java.time.Duration;

/**
 * Where and how the relay sends.
 *
 * @param bootstrapServers the broker's addresses
 * @param topic where the events go
 * @param source the CloudEvents source
 * @param partitions how many the topic gets when it is created
 * @param watermarkInterval how often watermarks are sent
 * @param batchSize the most events sent before waiting for their acknowledgement
 */
record RelaySettings(
    String bootstrapServers,
    String topic,
    String source,
    int partitions,
    Duration watermarkInterval,
    int batchSize) {}
