package org.assay.registry.mlflow.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.assay.registry.search.Weights;

/**
 * Holds an answer within a bound, however much what it shows has logged: it shows fewer, and a
 * token leads on. What does not fit is not read.
 */
final class Fitting {

  /** No answer holds more than this many, since each takes some room. */
  static final int MOST = (int) (Weights.MOST / Weights.OUTLINE);

  private static final int SLICE = 500;

  private Fitting() {}

  /**
   * Writes what fits, in the order given; the first is always written.
   *
   * @param id returns the id of one
   * @param weigh says how much there is to write of those with these ids
   * @param write writes some of them, each in its place
   */
  static <A, B> List<B> of(
      List<A> all,
      Function<A, UUID> id,
      Function<List<UUID>, Map<UUID, Long>> weigh,
      Function<List<A>, List<B>> write) {
    List<B> written = new ArrayList<>();
    long room = Weights.MOST;
    for (int at = 0; at < all.size(); at += SLICE) {
      List<A> slice = all.subList(at, Math.min(at + SLICE, all.size()));
      List<UUID> ids = slice.stream().map(id).toList();
      Map<UUID, Long> weighed = weigh.apply(ids);
      int fits = Math.max(at == 0 ? 1 : 0, Weights.fitting(ids, weighed, room));
      written.addAll(write.apply(slice.subList(0, fits)));
      if (fits < slice.size()) {
        return written;
      }
      room -= Weights.together(ids, weighed);
    }
    return written;
  }
}
