package org.assay.review.trigger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.review.Shipped;

/** The rules that this release ships. */
@ApplicationScoped
public class TriggerRules {

  private static final String SHIPPED = "/triggers/default-1.json";

  private final Document document = Shipped.parsed(Shipped.document(SHIPPED), Document.class);

  /**
   * The document.
   *
   * @param name its name
   * @param number its number
   * @param text what it is
   * @param rules at least one of each kind; of one that has more, each adds to the others
   */
  record Document(String name, int number, String text, List<TriggerRule> rules) {

    /** Copies the list. */
    Document {
      rules = List.copyOf(rules);
    }
  }

  /** Returns how the rules are cited, such as {@code default/1}. */
  public String reference() {
    return document.name() + "/" + document.number();
  }

  /** Returns all rules of a kind, for kinds whose tiers differ. */
  public List<TriggerRule> all(TriggerKind kind) {
    return document.rules().stream().filter(rule -> rule.kind() == kind).toList();
  }

  /**
   * Returns the rule of a kind.
   *
   * @throws IllegalStateException if the document has none
   */
  public TriggerRule of(TriggerKind kind) {
    return document.rules().stream()
        .filter(rule -> rule.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No rule of " + kind));
  }
}
