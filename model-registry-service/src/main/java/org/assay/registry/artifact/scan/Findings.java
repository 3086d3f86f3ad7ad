package org.assay.registry.artifact.scan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a walk comes upon, each once, the first so many; the verdict counts them all. */
final class Findings {

  /** How many are kept. */
  static final int MOST = 50;

  private static final int LONGEST = 200;

  private final Set<String> texts = new LinkedHashSet<>();
  private Verdict verdict = Verdict.NOT_APPLICABLE;

  /** Notes that something was looked at, which alone alarms nobody. */
  void looked() {
    verdict = verdict.or(Verdict.CLEAN);
  }

  void add(Verdict weight, String text) {
    verdict = verdict.or(weight);
    if (texts.size() < MOST) {
      texts.add(printable(text));
    }
  }

  Scan result() {
    return new Scan(verdict, List.copyOf(texts));
  }

  /** Names come from the file, and are shown to people. */
  private static String printable(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return shown.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
