package org.assay.review.evidence.comparison;

/**
 * Whom a version has to be compared with: the version of its model that was released last to
 * production, or else to another environment, and is so still. Of a version that is released itself
 * it is whoever was it when that happened, so that a version that is replaced later may run on;
 * once its own evidence has changed since, the release is void and says nothing. A release that is
 * past its last instant is one until it is revoked, as the version may run so long.
 */
public final class ReleasedChampion {

  /** Whether a decision {@code d} still stood at an instant. What was revoked later had stood. */
  private static final String STOOD =
      """
      d.decided_at <= {at} and not exists (
        select 1 from revocation k where k.id = d.revocation_id and k.decided_at <= {at})
      """;

  /** A table of at most one row, of a version {@code v}. */
  private static final String TEXT =
      """
      (select o.id, o.number, s.last, t.at
         from (select coalesce((
                 select min(d.decided_at) from release_decision d
                  where d.version_id = v.id and d.environment = {environment}
                    and {stood by {clock}} and not exists (
                      select 1 from release_decision l join assessment b on b.id = l.assessment_id
                       where l.version_id = d.version_id and l.environment = d.environment
                         and l.decided_at between d.decided_at and {clock}
                         and b.state = 'LOST' and b.cause = 'EVIDENCE_CHANGED'
                         and b.decided_at <= {clock})), {clock}) as at) t
        cross join lateral (
          select d.version_id, d.environment, min(d.decided_at) as since,
                 max(max(d.decided_at)) over (partition by d.version_id) as last
            from release_decision d
           where d.model_id = v.model_id and d.version_id <> v.id and {stood by t.at}
           group by d.version_id, d.environment) s
         join version_copy o on o.id = s.version_id
          and (o.state not in ('REVOKED', 'RETIRED') or o.changed_at > t.at)
        order by s.environment = 'production' desc, s.since desc, o.number desc limit 1)
      """;

  private ReleasedChampion() {}

  /**
   * Returns a query of {@code id} and {@code number} of the champion of a version {@code v}, when a
   * release of it was decided {@code last}, and as of which instant ({@code at}) it is the
   * champion, in parentheses; bounded by the release decisions of the model, which have an index.
   *
   * @param environment in SQL, where the version itself may be released
   * @param clock in SQL, the instant it is asked for
   */
  public static String of(String environment, String clock) {
    return TEXT.replace("{stood by {clock}}", STOOD.strip().replace("{at}", clock))
        .replace("{stood by t.at}", STOOD.strip().replace("{at}", "t.at"))
        .replace("{environment}", environment)
        .replace("{clock}", clock);
  }
}
