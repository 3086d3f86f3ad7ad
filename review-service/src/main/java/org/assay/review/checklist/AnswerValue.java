package org.assay.review.checklist;

/** What may be answered to a question of a checklist. */
public enum AnswerValue {
  YES,
  NO,
  NOT_APPLICABLE
}
