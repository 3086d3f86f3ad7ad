package org.assay.review.evidence.reduction;

/** That no evaluation can be made of a table; the message holds no value of it. */
public final class TableException extends RuntimeException {

  /** A header may be as long as a line. */
  private static final int LONGEST = 1000;

  private static final int REPLACEMENT = 0xFFFD;

  private final TableFault fault;

  /** Says what is wrong. */
  public TableException(TableFault fault, String detail) {
    super(shown(detail));
    this.fault = fault;
  }

  /** Says what is wrong, and what showed it. */
  public TableException(TableFault fault, String detail, Throwable cause) {
    super(shown(detail), cause);
    this.fault = fault;
  }

  /** Names of columns come from the file, and may hold what no database and no screen takes. */
  private static String shown(String detail) {
    return detail
        .codePoints()
        .limit(LONGEST)
        .map(point -> Character.isISOControl(point) ? REPLACEMENT : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Returns what is wrong. */
  public TableFault fault() {
    return fault;
  }
}
