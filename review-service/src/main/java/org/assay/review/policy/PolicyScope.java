package org.assay.review.policy;

/** How wide a policy reaches; the wider comes first. */
public enum PolicyScope {
  ORGANISATION,
  UNIT,
  PROJECT;

  /**
   * Returns SQL that says whether a scope covers a project.
   *
   * @param scoped the alias of what has {@code scope_kind} and {@code scope_key}
   * @param project the alias of the project's copy; where it has none, only what holds for the
   *     organisation covers it, and of the rest it is not true
   */
  public static String covers(String scoped, String project) {
    return """
        (%1$s.scope_kind = 'ORGANISATION'
         or (%1$s.scope_kind = 'UNIT' and %1$s.scope_key = %2$s.unit)
         or (%1$s.scope_kind = 'PROJECT' and %1$s.scope_key = %2$s.key))"""
        .formatted(scoped, project);
  }
}
