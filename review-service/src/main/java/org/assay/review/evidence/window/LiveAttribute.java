package org.assay.review.evidence.window;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.assay.kit.http.PlainText;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.SmallCounts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a window by the groups of an attribute; "unknown" is a group, so that together they
 * are all rows.
 *
 * @param attribute what the groups are values of
 * @param referenceGroup whom others are compared with; the largest group where absent
 * @param groups each group once
 */
@Schema(name = "LiveAttribute")
public record LiveAttribute(
    @NotNull @PlainText(max = 310) String attribute,
    @PlainText(max = 100) @Nullable String referenceGroup,
    @NotNull @Size(min = 1, max = MOST_GROUPS) List<@NotNull @Valid LiveGroup> groups) {

  static final int MOST_GROUPS = 50;

  List<Group> counted() {
    return groups.stream().map(LiveGroup::group).toList();
  }

  /** Returns whom others are compared with. */
  String reference() {
    return Objects.requireNonNullElseGet(referenceGroup, () -> GroupReport.largest(counted()));
  }

  boolean small() {
    return SmallCounts.among(counted());
  }
}
