package org.assay.registry.artifact;

/** When a file stays as it is for a use of it. */
public final class KeptUses {

  /**
   * Says of a use {@code k} in SQL whether its file is kept: a legal hold stands, or the use was
   * not let go and is not over, or its file was evaluated for a version that is under review,
   * approved, released or deprecated, or that was released within twelve months. What ended never
   * begins again.
   */
  public static final String KEPT =
      """
      (k.ended_at is null and (
        exists (
          select from artifact_use_hold h where h.use_id = k.id and h.lifted_at is null)
        or (k.erase_from is null and (k.keep_until > now()
          or exists (
            select from model_version v
             where v.id = k.version_id and v.project_id = k.project_id
               and v.state in ('IN_REVIEW', 'APPROVED', 'RELEASED', 'DEPRECATED'))
          or exists (
            select from version_release r
             where r.version_id = k.version_id and r.project_id = k.project_id
               and r.since + interval '12 months' > now())))))
      """;

  private KeptUses() {}
}
