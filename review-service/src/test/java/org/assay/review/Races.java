package org.assay.review;

/** How often two people act at the same moment. */
public final class Races {

  /**
   * Fewer than tell a rare order apart, for every build; {@code -Dassay.races=200} runs them all.
   */
  public static final int TIMES = Integer.getInteger("assay.races", 30);

  private Races() {}
}
