package org.assay.review.evidence.reduction;

/** Why no evaluation can be made of a table. */
public enum TableFault {
  /** It is neither CSV nor Parquet that can be read to its end. */
  NOT_A_TABLE,
  /** A line of it is longer than any row. */
  LINE_TOO_LONG,
  /** It unpacks to more than an evaluation may take. */
  TOO_LARGE,
  /** It took longer than an evaluation may. */
  TOO_SLOW,
  /** Somebody cancelled it. */
  CANCELLED,
  /** It has no column of that name. */
  UNKNOWN_COLUMN,
  /** Two of its columns have one name. */
  DUPLICATE_COLUMN,
  /** It has no rows. */
  EMPTY_TABLE,
  /** A value is missing where each row has one. */
  MISSING_VALUE,
  /** A score is no number. */
  WRONG_TYPE,
  /** A score is infinite or NaN. */
  NOT_FINITE,
  /** A probability is below 0 or above 1. */
  OUT_OF_RANGE,
  /** A label or prediction is neither class of the plan. */
  UNKNOWN_LABEL,
  /** All rows have one label. */
  SINGLE_CLASS,
  /** Two rows have one id. */
  DUPLICATE_ROW_ID,
  /** An attribute has more groups than are compared. */
  TOO_MANY_GROUPS,
  /** A group has no name that can be shown. */
  BAD_GROUP_NAME,
  /** The rows have other ids than those of the model that is compared with. */
  ROW_IDS_DIFFER,
  /** A row has another label than for the model that is compared with. */
  LABELS_DIFFER,
  /** The registry does not keep a file any longer. */
  FILE_GONE
}
