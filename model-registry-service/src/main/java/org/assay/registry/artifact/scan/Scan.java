package org.assay.registry.artifact.scan;

import java.util.List;

/**
 * What was found in a file.
 *
 * @param verdict what it comes to
 * @param findings what led there, at most {@value Findings#MOST}, printable ASCII
 */
public record Scan(Verdict verdict, List<String> findings) {

  /** Copies the list. */
  public Scan {
    findings = List.copyOf(findings);
  }

  /** Says whether it unpacks out of all proportion, so that nothing of it is kept. */
  public boolean isBomb() {
    return verdict == Verdict.BOMB;
  }
}
