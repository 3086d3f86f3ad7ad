package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;

/** The organisation's own sets of checklists, from their drafts on. */
@ApplicationScoped
class ChecklistsEntries extends Documents<ChecklistsEntry> {

  private final Session entities;

  ChecklistsEntries(Session entities) {
    this.entities = entities;
  }

  @Override
  DocumentKind kind() {
    return DocumentKind.CHECKLISTS;
  }

  @Override
  Session entities() {
    return entities;
  }
}
