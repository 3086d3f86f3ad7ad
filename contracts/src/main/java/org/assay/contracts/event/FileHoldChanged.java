package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold on a file in use, which was placed or lifted; while it stands the file is not
 * removed.
 *
 * @param holdId the hold
 * @param useId the use whose file it keeps
 * @param projectId the project that the file belongs to
 * @param versionId the version that the file is used for, absent for none
 * @param digest the digest of the bytes that are held
 * @param placedAs as what it was placed: AUDITOR or LEAD, on which it depends who lifts it
 * @param reason the salted digest of why it was placed or, once it is lifted, of why it was lifted
 */
public record FileHoldChanged(
    UUID holdId,
    UUID useId,
    UUID projectId,
    @Nullable UUID versionId,
    String digest,
    String placedAs,
    String reason) {}
