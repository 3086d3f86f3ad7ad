package org.assay.verification.fault.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.assay.verification.fault.history.Kind;

/**
 * How often each kind of operation is drawn, relative to the others.
 *
 * @param weights by kind; a kind without one is not drawn
 */
public record Mix(Map<Kind, Integer> weights) {

  /** Copies the weights. */
  public Mix {
    weights = Map.copyOf(weights);
  }

  /** All that people do, with enough of each step that versions get to their end. */
  public static Mix standard() {
    Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
    weights.put(Kind.CREATE_PROJECT, 1);
    weights.put(Kind.PATCH_PROJECT, 4);
    weights.put(Kind.ADD_MEMBER, 3);
    weights.put(Kind.REMOVE_MEMBER, 3);
    weights.put(Kind.CREATE_MODEL, 1);
    weights.put(Kind.PATCH_MODEL, 4);
    weights.put(Kind.REGISTER, 10);
    weights.put(Kind.SUBMIT, 9);
    weights.put(Kind.CLAIM, 18);
    weights.put(Kind.DECIDE, 17);
    weights.put(Kind.RELEASE, 9);
    weights.put(Kind.PROPOSE, 4);
    weights.put(Kind.REVOKE, 4);
    weights.put(Kind.GATE, 20);
    weights.put(Kind.READ, 12);
    weights.put(Kind.REPEAT, 6);
    return new Mix(weights);
  }

  /** The same, with one kind drawn so many times as often. */
  public Mix emphasising(Kind kind, int times) {
    Map<Kind, Integer> more = new EnumMap<>(weights);
    more.compute(kind, (_, weight) -> (weight == null ? 1 : weight) * times);
    return new Mix(more);
  }

  Kind draw(RandomGenerator random) {
    int left = random.nextInt(weights.values().stream().mapToInt(Integer::intValue).sum());
    for (Kind kind : Kind.values()) {
      left -= weights.getOrDefault(kind, 0);
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("no weight is positive in " + weights);
  }
}
