package org.assay.project.charter;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a lead asks for to begin a project.
 *
 * @param key the key by which people will name it for ever
 * @param name how people call it
 * @param businessGoal what the organisation wants from it
 * @param sponsor the account of who answers for it in the business
 * @param unit the key of the unit it belongs to
 * @param scopeIn what it covers
 * @param scopeOut what it leaves out
 * @param startsOn its first day
 * @param endsOn its last day
 */
@Schema(name = "CreateProject")
record CreateProject(
    @NotNull
        @Pattern(regexp = ProjectKey.PATTERN)
        @Size(max = Limits.KEY)
        @Schema(examples = "credit")
        String key,
    @NotNull
        @PlainText(max = Limits.NAME)
        @Schema(maxLength = Limits.NAME, examples = "Fair mortgage decisions")
        String name,
    @NotNull
        @PlainText(max = Limits.TEXT, lines = true)
        @Schema(
            maxLength = Limits.TEXT,
            examples = "Decide mortgage applications in a day and equally well for everyone.")
        String businessGoal,
    @NotNull
        @PlainText(max = Limits.ACCOUNT)
        @Schema(maxLength = Limits.ACCOUNT, examples = "lead-2")
        String sponsor,
    @NotNull @PlainText(max = Limits.UNIT) @Schema(maxLength = Limits.UNIT, examples = "credit")
        String unit,
    @PlainText(max = Limits.TEXT, lines = true)
        @Schema(maxLength = Limits.TEXT, examples = "First mortgages of private customers.")
        @Nullable String scopeIn,
    @PlainText(max = Limits.TEXT, lines = true)
        @Schema(maxLength = Limits.TEXT, examples = "Refinancing; business customers.")
        @Nullable String scopeOut,
    @Schema(examples = "2026-01-01") @Nullable LocalDate startsOn,
    @Schema(examples = "2026-12-31") @Nullable LocalDate endsOn) {

  /** Returns the charter, with the sponsor's account resolved. */
  Charter charter(String sponsorSubject) {
    return new Charter(
        name, businessGoal, sponsorSubject, unit, scopeIn, scopeOut, startsOn, endsOn);
  }
}
