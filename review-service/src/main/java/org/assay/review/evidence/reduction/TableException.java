package org.assay.review.evidence.reduction;

/**
 * That no evaluation can be made of a table; the message holds nothing of it but numbers, also no
 * name of a column that nobody asked for, since a file without a header has values there.
 */
public final class TableException extends RuntimeException {

  private final TableFault fault;

  /** Says what is wrong. */
  public TableException(TableFault fault, String detail) {
    super(detail);
    this.fault = fault;
  }

  /** Says what is wrong, and what showed it. */
  public TableException(TableFault fault, String detail, Throwable cause) {
    super(detail, cause);
    this.fault = fault;
  }

  /** Returns what is wrong. */
  public TableFault fault() {
    return fault;
  }
}
