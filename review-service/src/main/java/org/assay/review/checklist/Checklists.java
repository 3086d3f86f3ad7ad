package org.assay.review.checklist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assay.review.CitedDocuments;
import org.assay.review.PublishedDocuments;
import org.assay.review.Shipped;
import org.assay.review.policy.ReviewType;

/**
 * The checklists that this release ships, and those that the organisation published, in sets that
 * policies name.
 */
@ApplicationScoped
public class Checklists {

  private static final List<String> SHIPPED =
      List.of("/checklists/default-1.json", "/checklists/default-2.json");

  private final CitedDocuments<ChecklistSet> documents;

  @Inject
  Checklists(PublishedDocuments documents) {
    this(reference -> documents.text("CHECKLISTS", reference));
  }

  /** Knows those that are published elsewhere: their text by how people cite them. */
  Checklists(Function<String, Optional<String>> published) {
    documents =
        new CitedDocuments<>(
            SHIPPED.stream().map(Checklists::read).toList(),
            ChecklistSet::reference,
            reference -> published.apply(reference).map(Checklists::set),
            ChecklistSet::and);
  }

  /** Returns all shipped sets, the oldest first. */
  public List<ChecklistSet> shipped() {
    return documents.shipped();
  }

  /** Returns whether a name is one that Assay ships checklists under. */
  public boolean isShipped(String name) {
    return documents.shipped().stream().anyMatch(set -> set.name().equals(name));
  }

  /**
   * Returns a set by how people cite it, such as {@code default/1}; or what several ask together,
   * as {@code default/1+house/2} cites them.
   */
  public Optional<ChecklistSet> cited(String reference) {
    return documents.cited(reference);
  }

  /**
   * Returns the checklist that a review is bound to.
   *
   * @throws IllegalStateException if none was shipped or published under that name
   */
  public Checklist bound(String reference, ReviewType type) {
    return cited(reference)
        .map(set -> set.of(type))
        .orElseThrow(() -> new IllegalStateException("No checklists " + reference));
  }

  private static ChecklistSet read(String resource) {
    return set(new String(Shipped.document(resource), StandardCharsets.UTF_8));
  }

  private static ChecklistSet set(String document) {
    return ChecklistDocument.read(document).set(document);
  }
}
