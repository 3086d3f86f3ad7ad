package org.assay.project.team;

import jakarta.validation.constraints.NotNull;
import org.assay.project.membership.MemberRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A membership as a merge patch (RFC 7396) sees and leaves it.
 *
 * @param role what the member shall be
 */
@Schema(name = "ChangeMember")
record ChangeMember(@NotNull @Schema(examples = "VIEWER") MemberRole role) {}
