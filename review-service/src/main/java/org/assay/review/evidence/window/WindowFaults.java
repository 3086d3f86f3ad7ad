package org.assay.review.evidence.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assay.contracts.problem.Problem;
import org.assay.review.evidence.statistics.Confusion;
import org.jspecify.annotations.Nullable;

/** What of a window does not fit to the rest of it. */
final class WindowFaults {

  private static final Duration LONGEST = Duration.ofDays(31);
  private static final String WINDOW = "/window";
  private static final String DUPLICATE = "DUPLICATE";

  private final AddWindow window;
  private final List<Problem.FieldError> faults = new ArrayList<>();

  WindowFaults(AddWindow window) {
    this.window = window;
  }

  /** Returns them, none of a window that is one. */
  List<Problem.FieldError> all() {
    if (!window.from().isBefore(window.until())) {
      add("/until", "NOT_AFTER_FROM", "A window ends after it began");
    } else if (Duration.between(window.from(), window.until()).compareTo(LONGEST) > 0) {
      add("/until", "TOO_LONG", "A window lasts %d days at the most".formatted(LONGEST.toDays()));
    }
    List<WatchedFeature> features = Objects.requireNonNullElse(window.features(), List.of());
    LiveCounts live = window.live();
    files();
    if (features.isEmpty() && live == null && window.upload() == null) {
      add("/features", "REQUIRED", "A window has features, live counts or both, or a file");
    }
    features(features);
    if (live != null) {
      live(live);
    }
    return faults;
  }

  private void files() {
    boolean counted = window.upload() != null;
    HeldReference reference = window.reference();
    List<WatchedColumn> columns = window.columns();
    if (!counted) {
      refuse("/reference", reference);
      refuse("/columns", columns);
      return;
    }
    if (window.features() != null) {
      add("/features", "NOT_ALLOWED", "Assay counts the features of a file itself");
    }
    if (reference == null) {
      add("/reference", "REQUIRED", "A file is compared with evidence or with another file");
    } else {
      held(reference);
    }
    if (columns == null) {
      add("/columns", "REQUIRED", "Name the columns that are counted");
    } else {
      columns(columns);
    }
  }

  private void refuse(String pointer, @Nullable Object member) {
    if (member != null) {
      add(pointer, "NOT_ALLOWED", "It belongs to a window that is counted from a file: upload");
    }
  }

  private void held(HeldReference reference) {
    boolean evidence = reference.evidence() != null;
    if (evidence == (reference.upload() != null)) {
      add("/reference", "ONE_OF", "It is either evidence or the upload of another file");
    } else if (evidence && reference.digest() != null) {
      add("/reference/digest", "NOT_ALLOWED", "Of evidence the digest is known");
    }
  }

  private void columns(List<WatchedColumn> columns) {
    Set<String> names = new HashSet<>();
    for (int at = 0; at < columns.size(); at++) {
      if (!names.add(columns.get(at).name())) {
        add("/columns/%d/name".formatted(at), DUPLICATE, "Each feature stands there once");
      }
    }
  }

  private void add(String pointer, String code, String detail) {
    faults.add(new Problem.FieldError(WINDOW + pointer, code, detail));
  }

  private void features(List<WatchedFeature> features) {
    Set<String> names = new HashSet<>();
    for (int at = 0; at < features.size(); at++) {
      WatchedFeature feature = features.get(at);
      if (!names.add(feature.name())) {
        add("/features/%d/name".formatted(at), DUPLICATE, "Each feature stands there once");
      }
      Set<String> labels = new HashSet<>();
      for (int bin = 0; bin < feature.bins().size(); bin++) {
        if (!labels.add(feature.bins().get(bin).label())) {
          add(
              "/features/%d/bins/%d/label".formatted(at, bin),
              DUPLICATE,
              "Each bin of a feature stands there once");
        }
      }
    }
  }

  private void live(LiveCounts live) {
    Set<String> names = new HashSet<>();
    for (int at = 0; at < live.grouped().size(); at++) {
      LiveAttribute attribute = live.grouped().get(at);
      String pointer = "/live/attributes/%d".formatted(at);
      if (!names.add(attribute.attribute())) {
        add(pointer + "/attribute", DUPLICATE, "Each attribute stands there once");
      }
      groups(attribute, pointer);
      if (!sum(attribute).equals(live.rows().counts())) {
        add(
            pointer + "/groups",
            "COUNTS_DIFFER",
            "The groups of %s are not all rows together; whoever's is not known is a group too"
                .formatted(attribute.attribute()));
      }
    }
  }

  private void groups(LiveAttribute attribute, String pointer) {
    Set<String> names = new HashSet<>();
    for (int at = 0; at < attribute.groups().size(); at++) {
      if (!names.add(attribute.groups().get(at).name())) {
        add("%s/groups/%d/name".formatted(pointer, at), DUPLICATE, "Each group stands there once");
      }
    }
    String reference = attribute.referenceGroup();
    if (reference != null && !names.contains(reference)) {
      add(
          pointer + "/reference_group",
          "UNKNOWN_GROUP",
          "No group is called %s".formatted(reference));
    }
  }

  private static Confusion sum(LiveAttribute attribute) {
    long tp = 0;
    long fp = 0;
    long tn = 0;
    long fn = 0;
    for (LiveGroup group : attribute.groups()) {
      tp += group.tp();
      fp += group.fp();
      tn += group.tn();
      fn += group.fn();
    }
    return new Confusion(tp, fp, tn, fn);
  }
}
