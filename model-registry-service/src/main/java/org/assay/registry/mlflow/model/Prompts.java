package org.assay.registry.mlflow.model;

import java.util.ArrayList;
import java.util.List;
import org.assay.registry.search.Comparison;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Key;
import org.assay.registry.search.Literal;
import org.assay.registry.search.Operator;
import org.jspecify.annotations.Nullable;

/**
 * MLflow keeps prompts as registered models with a tag, and shows them in no search that does not
 * ask for them; its client says so too, with a condition that a missing tag has to meet.
 */
final class Prompts {

  private static final String KEY = "mlflow.prompt.is_prompt";
  private static final Literal TRUE = new Literal("true", true);

  private Prompts() {}

  /** Reads a filter so that it finds prompts only where it asks for them. */
  static Filter apart(@Nullable String text) {
    List<Comparison> all = Filter.parse(text).comparisons();
    List<Comparison> kept = new ArrayList<>(all.stream().filter(one -> !excludes(one)).toList());
    boolean asksForThem = kept.stream().anyMatch(one -> isOfPrompts(one.key()));
    if (!asksForThem) {
      kept.add(new Comparison(new Key("tags", KEY), Operator.NOT_VALUE, List.of(TRUE)));
    }
    return new Filter(kept);
  }

  private static boolean excludes(Comparison comparison) {
    return isOfPrompts(comparison.key())
        && comparison.operator() == Operator.NOT_EQUAL
        && comparison.values().contains(TRUE);
  }

  private static boolean isOfPrompts(Key key) {
    return (key.group().equals("tag") || key.group().equals("tags")) && key.name().equals(KEY);
  }
}
