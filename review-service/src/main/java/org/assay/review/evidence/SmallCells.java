package org.assay.review.evidence;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.Scope;
import org.assay.review.evidence.statistics.SmallCounts;

/**
 * The groups of which so few people are counted somewhere that a reader could single them out.
 *
 * <p>Not the one small count is masked but all that is said of its group, of its pairs and of the
 * whole attribute: from rates, intervals and the other counts the missing one could be computed,
 * and from a greatest difference the rate at its other end.
 *
 * @param groups their names
 */
public record SmallCells(Set<String> groups) {

  /** For readers who may see everything. */
  static final SmallCells NONE = new SmallCells(Set.of());

  /** Copies the names. */
  public SmallCells {
    groups = Set.copyOf(groups);
  }

  static SmallCells of(List<CountedGroup> groups) {
    return new SmallCells(
        groups.stream()
            .map(CountedGroup::group)
            .filter(group -> SmallCounts.among(group.counts()))
            .map(Group::name)
            .collect(Collectors.toSet()));
  }

  boolean hide(String group) {
    return groups.contains(group);
  }

  boolean hide(Scope scope) {
    return switch (scope) {
      case Scope.OfGroup(String group) -> hide(group);
      case Scope.OfPair(String first, String second) -> hide(first) || hide(second);
      case Scope.OfAttribute _, Scope.OfAll _, Scope.OfClass _ -> !groups.isEmpty();
    };
  }
}
