package org.assay.review.evidence;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Counts by group as HTTP shows them, with what their statistics were held to.
 *
 * @param attribute what the groups are values of
 * @param positiveClass the class that {@code tp} counts the hits of
 * @param favourableLabel the class that people wish for
 * @param referenceGroup the group that others are compared with
 * @param confidence of each interval
 * @param minimumRows how many rows a group needs for a value
 * @param minimumConditioned how many of them a rate needs to be a share of
 * @param definitions the version of the statistics' definitions
 * @param groups each group once
 */
@Schema(name = "GroupCounts")
record GroupCountsView(
    String attribute,
    String positiveClass,
    String favourableLabel,
    String referenceGroup,
    double confidence,
    long minimumRows,
    long minimumConditioned,
    String definitions,
    List<GroupView> groups) {

  GroupCountsView {
    groups = List.copyOf(groups);
  }

  /**
   * One group.
   *
   * @param name its value of the attribute
   * @param masked whether its counts are not shown to this reader, one being below 10
   * @param tp positive rows predicted positive
   * @param fp negative rows predicted positive
   * @param tn negative rows predicted negative
   * @param fn positive rows predicted negative
   */
  @Schema(name = "CountsOfGroup")
  record GroupView(
      String name,
      boolean masked,
      @Nullable Long tp,
      @Nullable Long fp,
      @Nullable Long tn,
      @Nullable Long fn) {

    static GroupView of(CountedGroup group, boolean masked) {
      return masked
          ? new GroupView(group.name(), true, null, null, null, null)
          : new GroupView(group.name(), false, group.tp(), group.fp(), group.tn(), group.fn());
    }
  }

  static GroupCountsView of(StoredReport report, SmallCells cells) {
    GroupCounts counts = report.counts();
    return new GroupCountsView(
        counts.attribute(),
        counts.positiveClass(),
        counts.favourableLabel(),
        counts.referenceGroup(),
        report.terms().confidence(),
        report.terms().minimum().rows(),
        report.terms().minimum().conditioned(),
        report.definitions(),
        counts.groups().stream()
            .map(group -> GroupView.of(group, cells.hide(group.name())))
            .toList());
  }
}
