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
   * @param rules one of each kind
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
