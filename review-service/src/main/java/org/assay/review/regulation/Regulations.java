package org.assay.review.regulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assay.contracts.name.Digest;
import org.assay.review.Shipped;
import org.assay.review.policy.Condition;

/** The dates that this release ships. */
@ApplicationScoped
class Regulations {

  private static final String SHIPPED = "/regulations/default-1.json";

  private final Document document;
  private final String digest;
  private final Map<String, Condition> conditions = new HashMap<>();

  Regulations() {
    byte[] bytes = Shipped.document(SHIPPED);
    document = Shipped.parsed(bytes, Document.class);
    digest = Digest.ofContent(bytes).value();
    for (Regulation regulation : document.provisions()) {
      String appliesIf = regulation.appliesIf();
      if (appliesIf != null) {
        conditions.put(regulation.id(), Condition.compiled(appliesIf));
      }
    }
  }

  /**
   * The document.
   *
   * @param name its name
   * @param number its number
   * @param text what it is
   * @param checkedAt when it was last held against its sources
   * @param provisions what it says
   */
  record Document(
      String name, int number, String text, LocalDate checkedAt, List<Regulation> provisions) {

    /** Copies the list. */
    Document {
      provisions = List.copyOf(provisions);
    }
  }

  /** Returns all of them. */
  RegulationsView all() {
    return view(document.provisions());
  }

  /**
   * Returns those that concern a version, or of which it cannot be told.
   *
   * @param known what is known of it
   */
  RegulationsView concerning(Map<String, Object> known) {
    return view(
        document.provisions().stream()
            .filter(
                regulation -> {
                  Condition condition = conditions.get(regulation.id());
                  return condition == null || condition.concerns(known);
                })
            .toList());
  }

  private RegulationsView view(List<Regulation> items) {
    return new RegulationsView(
        document.name() + "/" + document.number(),
        digest,
        document.text(),
        document.checkedAt(),
        items);
  }
}
