package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project as it stands after a change.
 *
 * @param projectId the project
 * @param key its key
 * @param unit the unit that answers for it
 * @param ownerId the subject of its owner
 * @param state PROPOSED, ACTIVE, ON_HOLD or CLOSED
 * @param reasonDigest the salted SHA-256 of why the state changed, where a person did that
 */
public record ProjectChanged(
    UUID projectId,
    String key,
    String unit,
    String ownerId,
    String state,
    @Nullable String reasonDigest) {}
