package org.assay.review.checklist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.assay.review.PublishedDocuments;
import org.assay.review.Shipped;
import org.assay.review.policy.ReviewType;
import org.jspecify.annotations.Nullable;

/**
 * The checklists that this release ships, and those that the organisation published, in sets that
 * policies name.
 */
@ApplicationScoped
public class Checklists {

  private static final List<String> SHIPPED = List.of("/checklists/default-1.json");

  private final List<ChecklistSet> shipped;
  private final Function<String, Optional<String>> published;
  private final Map<String, ChecklistSet> known = new ConcurrentHashMap<>();

  @Inject
  Checklists(PublishedDocuments documents) {
    this(reference -> documents.text("CHECKLISTS", reference));
  }

  /** Knows those that are published elsewhere: their text by how people cite them. */
  Checklists(Function<String, Optional<String>> published) {
    this.published = published;
    shipped = SHIPPED.stream().map(Checklists::read).toList();
  }

  /** Returns all shipped sets, the oldest first. */
  public List<ChecklistSet> shipped() {
    return shipped;
  }

  /** Returns whether a name is one that Assay ships checklists under. */
  public boolean isShipped(String name) {
    return shipped.stream().anyMatch(set -> set.name().equals(name));
  }

  /**
   * Returns a set by how people cite it, such as {@code default/1}; or what several ask together,
   * as {@code default/1+house/2} cites them.
   */
  public Optional<ChecklistSet> cited(String reference) {
    ChecklistSet found = known.get(reference);
    if (found == null) {
      found = unite(reference);
      if (found != null) {
        known.put(reference, found);
      }
    }
    return Optional.ofNullable(found);
  }

  private @Nullable ChecklistSet unite(String reference) {
    ChecklistSet together = null;
    for (String cited : reference.split("\\+", -1)) {
      Optional<ChecklistSet> one = one(cited);
      if (one.isEmpty()) {
        return null;
      }
      together = together == null ? one.get() : together.and(one.get());
    }
    return together;
  }

  private Optional<ChecklistSet> one(String reference) {
    return shipped.stream()
        .filter(set -> set.reference().equals(reference))
        .findFirst()
        .or(() -> published.apply(reference).map(Checklists::set));
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
