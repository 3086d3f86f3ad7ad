package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;

/** The organisation's own questionnaires, from their drafts on. */
@ApplicationScoped
class QuestionnaireEntries extends Documents<QuestionnaireEntry> {

  private final Session entities;

  QuestionnaireEntries(Session entities) {
    this.entities = entities;
  }

  @Override
  DocumentKind kind() {
    return DocumentKind.QUESTIONNAIRE;
  }

  @Override
  Session entities() {
    return entities;
  }
}
