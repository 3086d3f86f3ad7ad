package org.assay.review.evidence.window;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Group;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often predictions of a window hit or missed for one group.
 *
 * @param name the group's value of the attribute
 * @param tp positive rows predicted positive
 * @param fp negative rows predicted positive
 * @param tn negative rows predicted negative
 * @param fn positive rows predicted negative
 */
@Schema(name = "LiveGroup")
public record LiveGroup(
    @NotNull @PlainText(max = 100) String name,
    @NotNull @Min(0) @Max(LiveRows.MOST) Long tp,
    @NotNull @Min(0) @Max(LiveRows.MOST) Long fp,
    @NotNull @Min(0) @Max(LiveRows.MOST) Long tn,
    @NotNull @Min(0) @Max(LiveRows.MOST) Long fn) {

  Group group() {
    return new Group(name, new Confusion(tp, fp, tn, fn));
  }
}
