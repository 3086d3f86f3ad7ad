package org.assay.review.requirement;

/**
 * The parts of the statement of facts that find what the newest monitoring windows of a version
 * show. Those of each account are in a row of their own, so that nobody's hide another's. What
 * nobody sent for as long as two windows last at most, neither an account nor for an environment,
 * does not count any more.
 *
 * <p>A window that was corrected counts on where its correction decides nothing, or is silent about
 * the same: else whoever sent what fails could take it away alone.
 */
final class WindowFactsText {

  /** Index (version, environment, start). */
  private static final String NEWEST =
      """
      (select coalesce(json_agg(json_build_object('id', n.id, 'environment', x.environment,
                'newest', n.shown, 'deciding', coalesce(d.id, n.id),
                'decided', coalesce(d.shown, n.shown),
                'drifted', coalesce(d.drifted, n.drifted)) order by x.environment, n.id), '[]')
         from (select distinct w.environment, e.created_by
                 from monitoring_window w join evidence e on e.id = w.evidence_id
                where w.version_id = v.id and {measured} and {then(e.created_at)}
                  and w.starts_at > (
                    select max(w.starts_at)
                      from monitoring_window w join evidence e on e.id = w.evidence_id
                     where w.version_id = v.id and {measured} and {then(e.created_at)})
                    - interval '62 days') x
         cross join lateral {window} n
         left join lateral {deciding} d on true)
      """;

  private static final String WINDOW =
      """
      (select w.evidence_id as id, {measure} as shown, to_json(w.drifted) as drifted
         from monitoring_window w join evidence e on e.id = w.evidence_id
        where w.version_id = v.id and w.environment = x.environment
          and e.created_by = x.created_by and {which} and {then(e.created_at)}
        order by w.starts_at desc, w.evidence_id desc limit 1)
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
        .replace("{window}", WINDOW.replace("{which}", "{measured}"))
        .replace("{deciding}", WINDOW.replace("{which}", "{measure} in (" + decisive + ")"))
        .replace("{measured}", "{measure} " + measured)
        .replace("{measure}", "w." + column);
  }
}
