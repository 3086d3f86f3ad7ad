package org.assay.review.notice;

/**
 * What ends by the clock, each with where that stands and the index that finds it; only what
 * somebody still has a use for: nothing of a version that is retired or revoked, of a round that
 * was withdrawn, or of one that a later release took the place of.
 */
enum Ending {
  /** A condition of an approval that stands; index review_condition_due_ix. */
  CONDITION(
      """
      select c.id, c.version_id, r.model_id, r.project_id, c.due_at, c.opened_at, c.owner
        from review_condition c
        join review r on r.id = c.review_id
        join review_decision a on a.id = c.decision_id
       where c.state = 'OPEN' and c.due_at > :now and c.due_at <= :horizon
         and a.retracted_at is null and a.evidence_digest = r.evidence_digest and {of_use}
      """),
  /** The first approval of a review that is approved; index review_validity_ix. */
  APPROVAL(
      """
      select r.id, r.version_id, r.model_id, r.project_id, r.valid_until, r.changed_at,
             r.requested_by
        from review r
       where r.state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
         and r.valid_until > :now and r.valid_until <= :horizon and {of_use}
      """),
  /** A release that stands and that no later one took the place of; release_decision_end_ix. */
  RELEASE(
      """
      select d.id, d.version_id, d.model_id, a.project_id, d.valid_until, d.decided_at,
             d.decided_by
        from release_decision d
        join assessment a on a.id = d.assessment_id
       where d.revocation_id is null and d.renewed_by is null
         and d.valid_until > :now and d.valid_until <= :horizon
         and exists (select 1 from version_copy o
                      where o.id = d.version_id and o.state not in ('REVOKED', 'RETIRED'))
      """),
  /** An override that nobody withdrew; index requirement_override_expiry_ix. */
  OVERRIDE(
      """
      select o.id, o.version_id, o.model_id, o.project_id, o.expires_at, o.granted_at,
             o.approvers[1]
        from requirement_override o
       where o.state = 'GRANTED' and o.expires_at > :now and o.expires_at <= :horizon
         and exists (select 1 from version_copy v
                      where v.id = o.version_id and v.state not in ('REVOKED', 'RETIRED'))
      """),
  /**
   * A classification that no other one followed, of a model that has, or may yet have, a version
   * that is not over; index classification_end_ix.
   */
  CLASSIFICATION(
      """
      select k.id, cast(null as uuid), k.model_id, k.project_id, k.valid_until, k.decided_at,
             k.decided_by
        from classification k
       where k.valid_until > :now and k.valid_until <= :horizon
         and not exists (select 1 from classification n where n.supersedes = k.id)
         and (not exists (select 1 from version_copy v where v.model_id = k.model_id)
           or exists (select 1 from version_copy v
                       where v.model_id = k.model_id and v.state not in ('REVOKED', 'RETIRED')))
      """);

  /**
   * Whether something rests on a round {@code r}, or may: it is the last one and not over, or a
   * release of it stands that none took the place of; and nothing revoked it.
   */
  private static final String OF_USE =
      """
      exists (select 1 from version_copy o
               where o.id = r.version_id and o.state not in ('REVOKED', 'RETIRED'))
        and not exists (select 1 from revocation k
                         where k.version_id = r.version_id and k.round >= r.round)
        and (exists (select 1 from release_decision d
                      where d.version_id = r.version_id and d.round = r.round
                        and d.revocation_id is null and d.renewed_by is null)
          or exists (select 1 from assessment l
                      where l.id = r.assessment_id and l.state in ('OPEN', 'PASSED', 'LOST')
                        and not exists (select 1 from assessment n
                                         where n.version_id = l.version_id
                                           and n.round > l.round)))
      """;

  private final String ends;

  Ending(String ends) {
    this.ends = ends;
  }

  /**
   * Returns the question which of these end between {@code :now} and {@code :horizon}: id, version,
   * model, project, when, since when that is known, and the {@code sub} of who is to act.
   */
  String ends() {
    return ends.replace("{of_use}", OF_USE);
  }
}
