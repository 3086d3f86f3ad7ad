package org.assay.registry.mlflow.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Holds an answer within a bound, however much what it shows has logged: it shows fewer, and a
 * token leads on.
 */
final class Fitting {

  /** About as many characters as an answer may have. */
  private static final long MOST_WEIGHT = 8_000_000;

  /** As many are read together before it is known how heavy they are. */
  private static final int FIRST_SLICE = 10;

  private static final int LARGEST_SLICE = 500;

  private Fitting() {}

  /**
   * Writes what fits, in the order given; the first is always written.
   *
   * @param write writes some of them, each in its place
   */
  static <A, B> List<B> of(List<A> all, Function<List<A>, List<Weighed<B>>> write) {
    List<B> written = new ArrayList<>();
    long weight = 0;
    int at = 0;
    int slice = FIRST_SLICE;
    while (at < all.size() && weight < MOST_WEIGHT) {
      int end = Math.min(at + slice, all.size());
      for (Weighed<B> one : write.apply(all.subList(at, end))) {
        weight += one.weight();
        if (weight > MOST_WEIGHT && !written.isEmpty()) {
          return written;
        }
        written.add(one.written());
      }
      at = end;
      long usual = Math.max(1, weight / at);
      slice = Math.clamp((MOST_WEIGHT - weight) / usual, 1, LARGEST_SLICE);
    }
    return written;
  }

  /**
   * What is written of one, and how much of it.
   *
   * @param weight about how many characters it takes
   */
  record Weighed<B>(B written, long weight) {

    /** What every one takes, besides what was logged. */
    private static final long OUTLINE = 500;

    static <B> Weighed<B> of(B written, long logged) {
      return new Weighed<>(written, logged + OUTLINE);
    }
  }
}
