package org.assay.registry.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assay.contracts.name.ProjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Which projects a search reaches into; what is outside does not exist for it.
 *
 * @param projectId only this one
 * @param member else only those that this subject is a member of at present; null for all
 * @param key of those only the one with this key, where the search names it
 * @param known which they are, where they were looked up; null where they were not
 */
public record Reach(
    @Nullable UUID projectId,
    @Nullable String member,
    @Nullable ProjectKey key,
    @Nullable List<UUID> known) {

  /** Up to how many projects a statement names one by one, so that it is planned for each. */
  static final int NAMED = 12;

  /** One project, or all that a subject is a member of, or all there are. */
  public Reach(@Nullable UUID projectId, @Nullable String member) {
    this(projectId, member, null, null);
  }

  /** The same, where all that is searched for is of the project with this key. */
  public Reach within(ProjectKey only) {
    return new Reach(projectId, member, only, null);
  }

  /** The same, where it is known which projects these are: a few. */
  public Reach of(List<UUID> projects) {
    return new Reach(projectId, member, key, List.copyOf(projects));
  }

  /** Returns whether it is one project, whose names stand without its key. */
  public boolean isOneProject() {
    return projectId != null;
  }

  /** Returns whether it is every project. */
  public boolean isEverywhere() {
    return projectId == null && member == null && key == null;
  }

  /** Returns whether it is known that there are no such projects. */
  boolean isNowhere() {
    return known != null && known.isEmpty();
  }

  /** Returns the condition that a column names one of the projects. */
  public String condition(String column) {
    if (isOneProject()) {
      return column + " = :reach";
    }
    return isEverywhere() ? "true" : "%s in (%s)".formatted(column, sql());
  }

  /** Returns a select of the projects' ids, as {@code id}. */
  String sql() {
    if (projectId != null) {
      return "select cast(:reach as uuid) as id";
    }
    if (member == null) {
      return key == null
          ? "select r.id from project r"
          : "select r.id from project r where r.key = :reachKey";
    }
    String mine =
        """
        select r.project_id as id from project_member r
         where r.subject = :reach and (r.valid_until is null or r.valid_until > now())
        """;
    return key == null
        ? mine
        : mine + " and r.project_id = (select k.id from project k where k.key = :reachKey)";
  }

  /** Returns selects of the projects' ids, as {@code id}: one for each that is known, else one. */
  List<String> each() {
    return known == null
        ? List.of(sql())
        : IntStream.range(0, known.size())
            .mapToObj(index -> "select cast(:reach%d as uuid) as id".formatted(index))
            .toList();
  }

  /** Returns the parameters of {@link #sql}, {@link #each} and {@link #condition}. */
  public Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    for (int index = 0; known != null && index < known.size(); index++) {
      values.put("reach" + index, known.get(index));
    }
    if (projectId != null) {
      values.put("reach", projectId);
      return values;
    }
    if (member != null) {
      values.put("reach", member);
    }
    if (key != null) {
      values.put("reachKey", key.value());
    }
    return values;
  }
}
