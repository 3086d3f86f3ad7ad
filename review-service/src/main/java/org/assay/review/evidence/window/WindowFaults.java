package org.assay.review.evidence.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assay.contracts.problem.Problem;
import org.assay.review.evidence.statistics.Confusion;

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
    if (features.isEmpty() && live == null) {
      add("/features", "REQUIRED", "A window has features, live counts or both");
    }
    features(features);
    if (live != null) {
      live(live);
    }
    return faults;
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
