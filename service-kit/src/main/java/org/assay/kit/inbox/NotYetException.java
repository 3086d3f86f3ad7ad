package org.assay.kit.inbox;

/**
 * An event rests on what another topic tells and has not told yet, which comes within moments as a
 * rule. Its handler throws this: it is tried for less than a second in its place, and then set
 * aside and tried every few seconds until it has come, while everything of other keys goes on.
 */
public class NotYetException extends RuntimeException {

  /**
   * An event cannot be applied yet.
   *
   * @param missing what is missing, and of what
   */
  public NotYetException(String missing) {
    super(missing);
  }
}
