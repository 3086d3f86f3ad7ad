package org.assay.review.publication;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.assay.review.checklist.ChecklistDocument;
import org.assay.review.policy.PolicyScope;

/** An organisation's own set of checklists from its draft on. */
@Entity
@DiscriminatorValue("CHECKLISTS")
public class ChecklistsEntry extends Document {

  /** For Hibernate. */
  protected ChecklistsEntry() {}

  /**
   * Drafts one.
   *
   * @param createdBy the {@code sub} of who drafts it
   */
  static ChecklistsEntry drafted(ChecklistDocument said, String createdBy, Instant at) {
    ChecklistsEntry entry = new ChecklistsEntry();
    entry.begin(
        said.name(),
        said.number(),
        new ScopeView(PolicyScope.ORGANISATION, null),
        said.written(),
        createdBy,
        at);
    return entry;
  }

  @Override
  DocumentKind kind() {
    return DocumentKind.CHECKLISTS;
  }

  /** Returns what it says. */
  public ChecklistDocument checklists() {
    return ChecklistDocument.read(document());
  }
}
