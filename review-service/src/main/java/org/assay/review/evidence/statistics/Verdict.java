package org.assay.review.evidence.statistics;

import java.util.Collection;
import java.util.List;

/** What an interval says about a claim; only {@link #PASS} passes. */
public enum Verdict {
  /** The whole interval is where the claim puts the value. */
  PASS,
  /** The whole interval is elsewhere. */
  FAIL,
  /** The interval is in both: more rows would decide. */
  INCONCLUSIVE,
  /** There is no interval. */
  UNDEFINED;

  /** What decides first where all have to pass; where one has to, the last. */
  private static final List<Verdict> WORST_FIRST = List.of(FAIL, UNDEFINED, INCONCLUSIVE, PASS);

  /** Returns what is said of claims that all have to pass; UNDEFINED of none. */
  public static Verdict all(Collection<Verdict> each) {
    return WORST_FIRST.stream().filter(each::contains).findFirst().orElse(UNDEFINED);
  }

  /** Returns what is said of claims one of which has to pass; UNDEFINED of none. */
  public static Verdict any(Collection<Verdict> each) {
    return WORST_FIRST.reversed().stream().filter(each::contains).findFirst().orElse(UNDEFINED);
  }

  /** Says whether the claim passes. */
  public boolean passed() {
    return this == PASS;
  }
}
