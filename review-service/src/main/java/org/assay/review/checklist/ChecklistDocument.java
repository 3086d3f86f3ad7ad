package org.assay.review.checklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.review.Shipped;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Condition;
import org.assay.review.policy.ReviewType;
import org.jspecify.annotations.Nullable;

/**
 * A set of checklists as it is shipped or published.
 *
 * @param name its name
 * @param number its number
 * @param text what it is for
 * @param lists one for each kind of review that it asks something in
 */
public record ChecklistDocument(String name, int number, String text, List<ListOfType> lists) {

  /** Copies the list. */
  public ChecklistDocument {
    lists = List.copyOf(lists);
  }

  /**
   * What the reviews of one kind are asked.
   *
   * @param type the kind
   * @param questions in the order in which they are asked
   */
  public record ListOfType(ReviewType type, List<Asked> questions) {

    /** Copies the list. */
    public ListOfType {
      questions = List.copyOf(questions);
    }
  }

  /**
   * A question.
   *
   * @param id by which it is answered
   * @param text the question
   * @param evidence what is looked at to answer it
   * @param mark what a "no" does
   * @param marks what it does instead where the model has another tier
   * @param appliesIf in CEL, which versions are asked; absent where all are
   * @param requires what Assay has to have computed before yes counts
   */
  public record Asked(
      String id,
      String text,
      String evidence,
      Mark mark,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          Map<Tier, Mark> marks,
      @Nullable String appliesIf,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          Set<Proof> requires) {

    /** Copies them, in order, so that the same question is always written the same way. */
    public Asked {
      marks = Collections.unmodifiableMap(new TreeMap<>(marks));
      requires = Collections.unmodifiableSet(new TreeSet<>(requires));
    }

    private Question question() {
      return new Question(
          id,
          text,
          evidence,
          mark,
          marks,
          appliesIf,
          appliesIf == null ? null : Condition.compiled(appliesIf),
          requires);
    }
  }

  /** Reads a document. */
  public static ChecklistDocument read(String document) {
    return Shipped.parsed(document.getBytes(StandardCharsets.UTF_8), ChecklistDocument.class);
  }

  /** Returns the document; the same set always has the same bytes. */
  public String written() {
    try {
      return EventJson.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A set of checklists cannot be written", e);
    }
  }

  /**
   * Returns the set that it says; a kind of review that it does not name is asked nothing.
   *
   * @param document its exact text
   */
  public ChecklistSet set(String document) {
    Map<ReviewType, Checklist> all = new EnumMap<>(ReviewType.class);
    for (ReviewType type : ReviewType.values()) {
      all.put(type, new Checklist(name, number, type, List.of()));
    }
    for (ListOfType list : lists) {
      all.put(
          list.type(),
          new Checklist(
              name, number, list.type(), list.questions().stream().map(Asked::question).toList()));
    }
    return new ChecklistSet(
        name, number, Digest.ofContent(document.getBytes(StandardCharsets.UTF_8)).value(), all);
  }
}
