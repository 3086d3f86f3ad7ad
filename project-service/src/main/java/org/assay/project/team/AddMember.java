package org.assay.project.team;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.assay.project.membership.MemberRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is asked for to add a member.
 *
 * @param subject the account of the person, or the name of the machine client
 * @param role what the member shall be
 */
@Schema(name = "AddMember")
record AddMember(
    @NotNull @PlainText(max = 255) @Schema(maxLength = 255, examples = "engineer") String subject,
    @NotNull @Schema(examples = "CONTRIBUTOR") MemberRole role) {}
