package org.assay.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A membership as it stands after a change.
 *
 * @param projectId the project
 * @param subject the member
 * @param role OWNER, CONTRIBUTOR or VIEWER
 * @param unit the member's unit when it was written, absent for machines without one
 * @param from since when
 * @param until until when, absent while it lasts
 */
public record MemberChanged(
    UUID projectId,
    String subject,
    String role,
    @Nullable String unit,
    Instant from,
    @Nullable Instant until) {}
