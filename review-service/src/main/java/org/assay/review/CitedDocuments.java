package org.assay.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The documents of one kind by how policies cite them: those that this release ships, those that
 * the organisation published, and what several ask together. None ever changes, so each is read
 * once. Safe for any thread.
 *
 * @param <T> what a document says
 */
public final class CitedDocuments<T> {

  private final List<T> shipped;
  private final Function<T, String> reference;
  private final Function<String, Optional<T>> published;
  private final BinaryOperator<T> union;
  private final Map<String, T> known = new ConcurrentHashMap<>();

  /**
   * Knows the documents of a kind.
   *
   * @param reference how one is cited, such as {@code default/1}
   * @param published finds one of the organisation by how it is cited
   * @param union what one and one of a narrower scope ask together
   */
  public CitedDocuments(
      List<T> shipped,
      Function<T, String> reference,
      Function<String, Optional<T>> published,
      BinaryOperator<T> union) {
    this.shipped = List.copyOf(shipped);
    this.reference = reference;
    this.published = published;
    this.union = union;
  }

  /** Returns those that this release ships, the oldest first. */
  public List<T> shipped() {
    return shipped;
  }

  /**
   * Returns one by how people cite it, such as {@code default/1}; or what several ask together, as
   * {@code default/1+house/2} cites them.
   */
  public Optional<T> cited(String reference) {
    Optional<T> found = Optional.ofNullable(known.get(reference));
    if (found.isEmpty()) {
      // Not within the map: it would hold others up while the database is asked.
      found = unite(reference);
      found.ifPresent(document -> known.put(reference, document));
    }
    return found;
  }

  private Optional<T> unite(String reference) {
    Optional<T> together = Optional.empty();
    for (String cited : reference.split("\\+", -1)) {
      Optional<T> one = one(cited);
      if (one.isEmpty()) {
        return one;
      }
      together = together.isEmpty() ? one : Optional.of(union.apply(together.get(), one.get()));
    }
    return together;
  }

  private Optional<T> one(String cited) {
    return shipped.stream()
        .filter(document -> reference.apply(document).equals(cited))
        .findFirst()
        .or(() -> published.apply(cited));
  }
}
