package org.assay.registry.tag;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.tag.Tagged.Kind;

/**
 * The tags of all models and versions. A change is made under the row lock of what it stands on, so
 * that the bounds hold for concurrent ones too.
 */
@ApplicationScoped
public class Tags {

  /** The most tags of one thing. */
  public static final int MAX_TAGS = 500;

  /** The most characters of all keys and values of one thing together. */
  public static final int MAX_CHARACTERS = 256 * 1024;

  private final EntityManager entities;

  Tags(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Sets tags; a key that is there takes the new value, and of a key that stands twice the last
   * counts.
   *
   * @return whether anything differs
   * @throws ProblemException 422 {@code VALIDATION_FAILED} where there would be too much
   */
  public boolean set(Tagged on, Collection<Tag> tags) {
    if (tags.isEmpty()) {
      return false;
    }
    Map<String, String> last = new HashMap<>();
    tags.forEach(tag -> last.put(tag.key(), tag.value()));
    List<String> keys = List.copyOf(last.keySet());
    int changed =
        entities
            .createNativeQuery(
                """
                insert into %1$s as t (project_id, owner_id, key, value)
                select :project, :owner, n.key, n.value from unnest(:keys, :values) n (key, value)
                on conflict (owner_id, key) do update set value = excluded.value
                  where t.value <> excluded.value
                """
                    .formatted(on.kind().table()))
            .setParameter("project", on.projectId())
            .setParameter("owner", on.id())
            .setParameter("keys", keys.toArray(String[]::new))
            .setParameter("values", keys.stream().map(last::get).toArray(String[]::new))
            .executeUpdate();
    requireBounds(on);
    return changed > 0;
  }

  /** Removes a tag; says whether there was one. */
  public boolean remove(Tagged from, String key) {
    return entities
            .createNativeQuery(
                "delete from %s where owner_id = :owner and key = :key"
                    .formatted(from.kind().table()))
            .setParameter("owner", from.id())
            .setParameter("key", key)
            .executeUpdate()
        > 0;
  }

  /** Returns the tags of things of one kind, in one statement, each thing's by key. */
  public Map<UUID, List<Tag>> of(Kind kind, Collection<UUID> ids) {
    Map<UUID, List<Tag>> tags = new HashMap<>();
    if (ids.isEmpty()) {
      return tags;
    }
    for (Object row :
        entities
            .createNativeQuery(
                "select owner_id, key, value from %s where owner_id = any(:ids) order by owner_id, key"
                    .formatted(kind.table()),
                Tuple.class)
            .setParameter("ids", ids.toArray(UUID[]::new))
            .getResultList()) {
      Tuple tag = (Tuple) row;
      tags.computeIfAbsent(tag.get(0, UUID.class), _ -> new ArrayList<>())
          .add(new Tag(tag.get(1, String.class), tag.get(2, String.class)));
    }
    return tags;
  }

  /** Returns the tags of one thing, by key. */
  public List<Tag> of(Tagged thing) {
    return of(thing.kind(), List.of(thing.id())).getOrDefault(thing.id(), List.of());
  }

  /** Returns the values of the tags of one thing by key, as the native API shows them. */
  public SortedMap<String, String> byKey(Tagged thing) {
    SortedMap<String, String> values = new TreeMap<>();
    of(thing).forEach(tag -> values.put(tag.key(), tag.value()));
    return values;
  }

  private void requireBounds(Tagged on) {
    Tuple size =
        (Tuple)
            entities
                .createNativeQuery(
                    """
                    select count(*), coalesce(sum(length(key) + length(value)), 0)
                      from %s where owner_id = :owner
                    """
                        .formatted(on.kind().table()),
                    Tuple.class)
                .setParameter("owner", on.id())
                .getSingleResult();
    if (size.get(0, Number.class).longValue() > MAX_TAGS) {
      throw tooMuch("more than %d tags".formatted(MAX_TAGS));
    }
    if (size.get(1, Number.class).longValue() > MAX_CHARACTERS) {
      throw tooMuch("tags of more than %d characters together".formatted(MAX_CHARACTERS));
    }
  }

  private static ProblemException tooMuch(String what) {
    return ProblemException.invalid("/tags", "TOO_MANY", "a model or version has no " + what);
  }
}
