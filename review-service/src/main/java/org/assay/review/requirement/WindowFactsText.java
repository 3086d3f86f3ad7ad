package org.assay.review.requirement;

/**
 * The parts of the statement of facts that find what the newest monitoring windows of a version
 * show. Those of each account are in a row of their own, so that nobody's hide another's. An
 * account that sent none for as long as two windows last at most does not count any more.
 */
final class WindowFactsText {

  /** Index (version, environment, start). */
  private static final String NEWEST =
      """
      (select coalesce(json_agg(json_build_object('id', k.id, 'environment', x.environment,
                'newest', k.newest, 'deciding', k.deciding, 'decided', k.decided,
                'drifted', k.drifted) order by x.environment, k.id), '[]')
         from (select distinct environment from monitoring_window where version_id = v.id) x
         cross join lateral (
           select distinct on (e.created_by) w.evidence_id as id, {measure} as newest,
                  first_value(w.evidence_id) over decides as deciding,
                  first_value({measure}) over decides as decided,
                  first_value(to_json(w.drifted)) over decides as drifted
             from monitoring_window w join evidence e on e.id = w.evidence_id
            where w.version_id = v.id and w.environment = x.environment and {measured(w)}
              and {current_evidence} and w.starts_at > (
                select o.starts_at from monitoring_window o join evidence f on f.id = o.evidence_id
                 where o.version_id = v.id and o.environment = x.environment and {measured(o)}
                   and {then(f.created_at)}
                 order by o.starts_at desc limit 1) - interval '62 days'
           window decides as (
             partition by e.created_by
             order by {measure} in ({decisive}) desc, w.starts_at desc, w.evidence_id desc)
            order by e.created_by, w.starts_at desc, w.evidence_id desc) k)
      """;

  private WindowFactsText() {}

  /** Returns a statement with these parts. */
  static String in(String statement) {
    return statement
        .replace("{live_performance}", live("live_performance"))
        .replace("{live_fairness}", live("live_fairness"))
        .replace("{drift}", newest("drift", "<> 'UNJUDGED'", "'STABLE', 'LOOK', 'DRIFT'"));
  }

  private static String live(String column) {
    return newest(column, "is not null", "'PASS', 'FAIL'");
  }

  private static String newest(String column, String measured, String decisive) {
    return NEWEST
        .replace("{measure}", "w." + column)
        .replace("{measured(w)}", "w.%s %s".formatted(column, measured))
        .replace("{measured(o)}", "o.%s %s".formatted(column, measured))
        .replace("{decisive}", decisive);
  }
}
