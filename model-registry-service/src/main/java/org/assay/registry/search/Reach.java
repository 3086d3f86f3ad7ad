package org.assay.registry.search;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which projects a search reaches into; what is outside does not exist for it.
 *
 * @param projectId only this one
 * @param member else only those that this subject is a member of at present; null for all
 */
public record Reach(@Nullable UUID projectId, @Nullable String member) {

  /** Returns whether it is one project. */
  public boolean isOneProject() {
    return projectId != null;
  }

  /** Returns the condition that a column names one of the projects. */
  public String condition(String column) {
    if (isOneProject()) {
      return column + " = :reach";
    }
    return member == null ? "true" : "%s in (%s)".formatted(column, sql());
  }

  /** Returns a select of the projects' ids, as {@code id}. */
  String sql() {
    if (projectId != null) {
      return "select cast(:reach as uuid) as id";
    }
    return member == null
        ? "select id from project"
        : """
          select project_id as id from project_member
           where subject = :reach and (valid_until is null or valid_until > now())
          """;
  }

  /** Returns the parameters of {@link #sql} and {@link #condition}. */
  public Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    if (projectId != null) {
      values.put("reach", projectId);
    } else if (member != null) {
      values.put("reach", member);
    }
    return values;
  }
}
