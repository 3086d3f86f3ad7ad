package org.assay.review.checklist;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assay.contracts.name.Digest;
import org.assay.review.Shipped;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Condition;
import org.assay.review.policy.ReviewType;
import org.jspecify.annotations.Nullable;

/** The checklists that this release ships, in sets that policies name. */
@ApplicationScoped
public class Checklists {

  private static final List<String> SHIPPED = List.of("/checklists/default-1.json");

  private final List<ChecklistSet> all;
  private final Map<String, ChecklistSet> known = new ConcurrentHashMap<>();

  Checklists() {
    all = SHIPPED.stream().map(Checklists::read).toList();
  }

  /** Returns all sets, the oldest first. */
  public List<ChecklistSet> all() {
    return all;
  }

  /**
   * Returns a set by how people cite it, such as {@code default/1}; or what several ask together,
   * as {@code default/1+house/2} cites them.
   */
  public Optional<ChecklistSet> cited(String reference) {
    return Optional.ofNullable(known.computeIfAbsent(reference, this::unite));
  }

  private @Nullable ChecklistSet unite(String reference) {
    ChecklistSet together = null;
    for (String one : reference.split("\\+", -1)) {
      Optional<ChecklistSet> found =
          all.stream().filter(set -> set.reference().equals(one)).findFirst();
      if (found.isEmpty()) {
        return null;
      }
      together = together == null ? found.get() : together.and(found.get());
    }
    return together;
  }

  /** Returns how all sets are cited. */
  public List<String> references() {
    return all.stream().map(ChecklistSet::reference).toList();
  }

  /**
   * Returns the checklist that a review is bound to.
   *
   * @throws IllegalStateException if no release of Assay shipped it
   */
  public Checklist bound(String reference, ReviewType type) {
    return cited(reference)
        .map(set -> set.of(type))
        .orElseThrow(() -> new IllegalStateException("No checklists " + reference));
  }

  /** A document as it is shipped. */
  private record Document(String name, int number, List<ListOfType> lists) {}

  private record ListOfType(ReviewType type, List<Asked> questions) {}

  private record Asked(
      String id,
      String text,
      String evidence,
      Mark mark,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Map<Tier, Mark> marks,
      @Nullable String appliesIf) {

    Question question() {
      return new Question(
          id,
          text,
          evidence,
          mark,
          marks,
          appliesIf,
          appliesIf == null ? null : Condition.compiled(appliesIf));
    }
  }

  private static ChecklistSet read(String resource) {
    byte[] bytes = Shipped.document(resource);
    Document document = Shipped.parsed(bytes, Document.class);
    Map<ReviewType, Checklist> lists = new EnumMap<>(ReviewType.class);
    for (ListOfType list : document.lists()) {
      lists.put(
          list.type(),
          new Checklist(
              document.name(),
              document.number(),
              list.type(),
              list.questions().stream().map(Asked::question).toList()));
    }
    return new ChecklistSet(
        document.name(), document.number(), Digest.ofContent(bytes).value(), lists);
  }
}
