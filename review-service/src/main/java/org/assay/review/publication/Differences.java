package org.assay.review.publication;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.assay.contracts.event.EventJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What differs between two versions of questions.
 *
 * @param from the earlier one, as people cite it
 * @param to the later one
 * @param members what differs beside the questions, by the name of the member
 * @param added the questions that only the later one asks
 * @param removed the questions that only the earlier one asks
 * @param changed the questions of both that are not the same
 */
@Schema(name = "QuestionDifferences")
record Differences(
    String from,
    String to,
    List<String> members,
    List<String> added,
    List<String> removed,
    List<ChangedQuestion> changed) {

  /** Copies the lists. */
  Differences {
    members = List.copyOf(members);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /**
   * A question that both ask, and not the same.
   *
   * @param id the question
   * @param members what differs, by the name of the member
   */
  @Schema(name = "ChangedQuestion")
  record ChangedQuestion(String id, List<String> members) {

    /** Copies the list. */
    ChangedQuestion {
      members = List.copyOf(members);
    }
  }

  /**
   * A version of questions, to be compared.
   *
   * @param reference how people cite it
   * @param document the whole of it
   * @param questions its questions by id, in order
   */
  record Side(String reference, Object document, Map<String, ?> questions) {}

  /** Compares two versions; what holds the questions themselves is not compared as a member. */
  static Differences between(Side from, Side to) {
    List<String> added = new ArrayList<>(to.questions().keySet());
    added.removeAll(from.questions().keySet());
    List<String> removed = new ArrayList<>(from.questions().keySet());
    removed.removeAll(to.questions().keySet());
    List<ChangedQuestion> changed = new ArrayList<>();
    to.questions()
        .forEach(
            (id, question) -> {
              List<String> members =
                  from.questions().containsKey(id)
                      ? members(from.questions().get(id), question)
                      : List.of();
              if (!members.isEmpty()) {
                changed.add(new ChangedQuestion(id, members));
              }
            });
    List<String> members = new ArrayList<>(members(from.document(), to.document()));
    members.removeAll(Set.of("name", "number", "questions", "lists"));
    return new Differences(from.reference(), to.reference(), members, added, removed, changed);
  }

  private static List<String> members(Object from, Object to) {
    JsonNode before = EventJson.mapper().valueToTree(from);
    JsonNode after = EventJson.mapper().valueToTree(to);
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .toList();
  }
}
