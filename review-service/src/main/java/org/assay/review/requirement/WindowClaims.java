package org.assay.review.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.requirement.VersionFacts.DriftFacts;
import org.assay.review.requirement.VersionFacts.LiveFacts;
import org.jspecify.annotations.Nullable;

/**
 * What the newest monitoring windows of each environment say, by which a question is answered. Once
 * it is, a window that decides nothing changes nothing: a version would else be let through and
 * stopped with each small window. Several that decide nothing in a row are an incident, by rule.
 */
final class WindowClaims {

  private static final Set<DriftState> WITHIN = Set.of(DriftState.STABLE, DriftState.LOOK);

  private WindowClaims() {}

  /**
   * Judges live claims.
   *
   * @param of what they are about
   * @param windows the newest of each environment
   * @param answering whether a question is answered now, so that the newest decide
   */
  static ComputedClaim ofLive(String of, List<LiveFacts> windows, boolean answering) {
    if (windows.isEmpty()) {
      return ComputedClaim.missing(
          "monitoring windows (MONITORING_WINDOW) with live claims of %s, which are missing"
              .formatted(of));
    }
    List<Verdict> verdicts = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (LiveFacts one : windows) {
      verdicts.add(answering ? one.newest() : one.decided());
      said.add(
          "live claims of %s are %s in window %s, the newest of %s"
              .formatted(of, one.newest(), one.id(), one.environment()));
      if (!one.id().equals(one.deciding())) {
        said.add("they are %s in window %s".formatted(one.decided(), one.deciding()));
      }
    }
    return claim(verdicts, said, windows.stream().flatMap(WindowClaims::records));
  }

  /**
   * Judges drift.
   *
   * @param windows the newest of each environment
   * @param explained the features beyond a limit that the answer explains, in windows that it
   *     cites; absent where it explains nothing
   */
  static ComputedClaim ofDrift(List<DriftFacts> windows, @Nullable Set<String> explained) {
    if (windows.isEmpty()) {
      return ComputedClaim.missing(
          "monitoring windows (MONITORING_WINDOW) whose features were judged, which are missing");
    }
    List<Verdict> verdicts = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (DriftFacts one : windows) {
      boolean clear = explained != null && explained.containsAll(one.drifted());
      verdicts.add(
          WITHIN.contains(one.decided()) || clear
              ? Verdict.PASS
              : one.decided() == DriftState.DRIFT ? Verdict.FAIL : Verdict.UNDEFINED);
      said.add(
          "window %s, the newest of %s, is %s"
              .formatted(one.id(), one.environment(), one.newest()));
      if (!one.drifted().isEmpty()) {
        said.add(
            "window %s drifts in %s%s"
                .formatted(
                    one.deciding(),
                    String.join(", ", one.drifted()),
                    clear ? ", which the answer explains" : ""));
      }
    }
    return claim(
        verdicts,
        said,
        windows.stream().flatMap(one -> Stream.of(one.id().toString(), one.deciding().toString())));
  }

  /** Says whether a window is one that a yes explains. */
  static boolean asksWhy(DriftState state) {
    return !WITHIN.contains(state);
  }

  private static Stream<String> records(LiveFacts window) {
    return Stream.of(window.id().toString(), window.deciding().toString());
  }

  private static ComputedClaim claim(
      List<Verdict> verdicts, List<String> said, Stream<String> records) {
    return new ComputedClaim(Verdict.all(verdicts), said, List.of(), records.distinct().toList());
  }
}
