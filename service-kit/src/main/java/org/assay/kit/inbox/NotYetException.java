package org.assay.kit.inbox;

/**
 * An event rests on what another topic tells and has not told yet, which comes within moments as a
 * rule. Its handler throws this, and is tried for a quarter of a minute before the event is parked.
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
