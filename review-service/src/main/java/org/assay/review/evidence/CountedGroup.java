package org.assay.review.evidence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Group;

/**
 * How often predictions hit or missed for one group; all groups together stay far below 2^53.
 *
 * @param name the group's value of the attribute
 * @param tp positive rows predicted positive
 * @param fp negative rows predicted positive
 * @param tn negative rows predicted negative
 * @param fn positive rows predicted negative
 */
public record CountedGroup(
    @NotNull @PlainText(max = 100) String name,
    @NotNull @Min(0) @Max(MOST) Long tp,
    @NotNull @Min(0) @Max(MOST) Long fp,
    @NotNull @Min(0) @Max(MOST) Long tn,
    @NotNull @Min(0) @Max(MOST) Long fn) {

  private static final long MOST = 1_000_000_000_000L;

  Group group() {
    return new Group(name, new Confusion(tp, fp, tn, fn));
  }
}
