package org.assay.registry.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two sets of named values.
 *
 * @param changes what differs, in order of names, at most {@value #MOST}
 * @param unchanged how many are the same
 * @param truncated whether more differ than are shown
 */
@Schema(name = "Difference")
record Difference(List<Change> changes, int unchanged, boolean truncated) {

  /** The most changes that are shown. */
  static final int MOST = 200;

  /** The most characters that are shown of a value. */
  static final int MOST_CHARACTERS = 1_000;

  /** Copies the list. */
  Difference {
    changes = List.copyOf(changes);
  }

  /** Compares values by name; numbers by value, and shows how far they are apart. */
  static Difference between(Map<String, ?> a, Map<String, ?> b) {
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    List<Change> changes = new ArrayList<>();
    int unchanged = 0;
    int differing = 0;
    for (String name : names) {
      Object before = a.get(name);
      Object after = b.get(name);
      if (Objects.equals(before, after)) {
        unchanged++;
      } else if (++differing <= MOST) {
        changes.add(Change.of(name, before, after));
      }
    }
    return new Difference(changes, unchanged, differing > MOST);
  }

  /** What happened to a value on the way from the first to the second. */
  @Schema(name = "ChangeKind")
  enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * A value that differs.
   *
   * @param name what it is the value of
   * @param change what happened to it
   * @param a in the first; long ones are cut after {@value #MOST_CHARACTERS} characters
   * @param b in the second, likewise
   * @param delta b less a, where both are finite numbers
   */
  @Schema(name = "Change")
  record Change(
      String name, Kind change, @Nullable String a, @Nullable String b, @Nullable Double delta) {

    private static Change of(String name, @Nullable Object a, @Nullable Object b) {
      return new Change(name, kind(a, b), shown(a), shown(b), delta(a, b));
    }

    private static Kind kind(@Nullable Object a, @Nullable Object b) {
      if (a == null) {
        return Kind.ADDED;
      }
      return b == null ? Kind.REMOVED : Kind.CHANGED;
    }

    private static @Nullable String shown(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      String text = value.toString();
      return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
    }

    private static @Nullable Double delta(@Nullable Object a, @Nullable Object b) {
      if (a instanceof Double before && b instanceof Double after) {
        double delta = after - before;
        return Double.isFinite(delta) ? delta : null;
      }
      return null;
    }
  }
}
