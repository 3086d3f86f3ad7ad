package org.assay.review.publication;

/** What two people publish. */
enum DocumentKind {
  POLICY("policy"),
  QUESTIONNAIRE("questionnaire"),
  /** One checklist for each kind of review. */
  CHECKLISTS("set of checklists");

  private final String word;

  DocumentKind(String word) {
    this.word = word;
  }

  /** Returns how people call one. */
  String word() {
    return word;
  }
}
