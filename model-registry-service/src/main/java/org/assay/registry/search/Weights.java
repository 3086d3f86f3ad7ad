package org.assay.registry.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How much there is to show of things, asked before any of it is read: a page that would be too
 * large becomes shorter, and is never held in memory first.
 */
@ApplicationScoped
public class Weights {

  /** About as many bytes of what people and programs wrote go into one answer. */
  public static final long MOST = 8_000_000;

  /** What every one takes, besides what was written. */
  public static final long OUTLINE = 500;

  private static final String SUM = "select id, cast(sum(weight) as bigint) from (";
  private static final String ROWS =
      "select id, weight from (%s) as part (id, weight) where id = any(:ids)";

  private final EntityManager entities;

  Weights(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Returns about how many bytes each thing takes to show, in one statement; what has nothing is
   * absent.
   *
   * @param parts SQL each, of the id of a thing and the weight of a row of it, for all things
   */
  public Map<UUID, Long> of(List<String> parts, Collection<UUID> ids) {
    Map<UUID, Long> weights = new HashMap<>();
    if (ids.isEmpty()) {
      return weights;
    }
    for (Object row :
        entities
            .createNativeQuery(
                parts.stream()
                    .map(ROWS::formatted)
                    .collect(Collectors.joining(" union all ", SUM, ") as weighed group by id")),
                Tuple.class)
            .setParameter("ids", ids.toArray(UUID[]::new))
            .getResultList()) {
      Tuple weight = (Tuple) row;
      weights.put(weight.get(0, UUID.class), weight.get(1, Long.class));
    }
    return weights;
  }

  /** Returns how many of the first things fit so much room. */
  public static int fitting(List<UUID> ids, Map<UUID, Long> weights, long room) {
    int fitting = 0;
    long left = room;
    for (UUID id : ids) {
      left -= OUTLINE + weights.getOrDefault(id, 0L);
      if (left < 0) {
        return fitting;
      }
      fitting++;
    }
    return fitting;
  }

  /** Returns how many of the first things one answer shows, at least one. */
  public static int shown(List<UUID> ids, Map<UUID, Long> weights) {
    return Math.max(1, fitting(ids, weights, MOST));
  }

  /** Returns how much room things take together. */
  public static long together(List<UUID> ids, Map<UUID, Long> weights) {
    return OUTLINE * ids.size() + weights.values().stream().mapToLong(Long::longValue).sum();
  }
}
