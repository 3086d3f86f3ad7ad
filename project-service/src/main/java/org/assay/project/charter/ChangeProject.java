package org.assay.project.charter;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A project's charter as a merge patch (RFC 7396) sees and leaves it; null removes what may be
 * absent. The key and the state are not part of it.
 *
 * @param name how people call it
 * @param businessGoal what the organisation wants from it
 * @param sponsor the account of who answers for it, or the {@code sub} that stands already
 * @param unit the key of the unit it belongs to
 * @param scopeIn what it covers
 * @param scopeOut what it leaves out
 * @param startsOn its first day
 * @param endsOn its last day
 */
@Schema(name = "ChangeProject")
record ChangeProject(
    @NotNull @PlainText(max = Limits.NAME) @Schema(maxLength = Limits.NAME) String name,
    @NotNull @PlainText(max = Limits.TEXT, lines = true) @Schema(maxLength = Limits.TEXT)
        String businessGoal,
    @NotNull @PlainText(max = Limits.ACCOUNT) @Schema(maxLength = Limits.ACCOUNT) String sponsor,
    @NotNull @PlainText(max = Limits.UNIT) @Schema(maxLength = Limits.UNIT) String unit,
    @PlainText(max = Limits.TEXT, lines = true) @Schema(maxLength = Limits.TEXT)
        @Nullable String scopeIn,
    @PlainText(max = Limits.TEXT, lines = true) @Schema(maxLength = Limits.TEXT)
        @Nullable String scopeOut,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn) {

  /** Returns the charter as it stands. */
  static ChangeProject of(Charter charter) {
    return new ChangeProject(
        charter.name(),
        charter.businessGoal(),
        charter.sponsor(),
        charter.unit(),
        charter.scopeIn(),
        charter.scopeOut(),
        charter.startsOn(),
        charter.endsOn());
  }

  /** Returns the charter, with the sponsor's account resolved. */
  Charter charter(String sponsorSubject) {
    return new Charter(
        name, businessGoal, sponsorSubject, unit, scopeIn, scopeOut, startsOn, endsOn);
  }
}
