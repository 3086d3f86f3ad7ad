package org.assay.benchmarks.suite;

import java.util.UUID;
import org.assay.benchmarks.stack.Database;

/**
 * Versions that review-service knows of, made by SQL: some in review, with the reviews of an open
 * round and their author, the others registered.
 */
final class ManyDecisions {

  /** More than any model has that was registered. */
  private static final int BEFORE = 1_000_000;

  private final Database database;
  private final Population population;

  ManyDecisions(Database database, Population population) {
    this.database = database;
    this.population = population;
  }

  /** Makes them, and lets the planner know; rounds are bound to the policy that others are. */
  void make(int versions, int inReview) {
    database.execute(
        "review",
        """
        create temporary table made as
        select i, ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id,
               uuidv7() as round_id, m.id as model_id, m.project_id, %5$d + i as number,
               'sha256:' || lpad(to_hex(i), 64, '0') as digest, i <= %2$d as open
          from generate_series(1, %1$d) i
          join model_copy m on m.name = '%3$s.m' || (i - 1) %% %4$d + 1\
        """
            .formatted(
                versions, inReview, population.project(), population.models().size(), BEFORE),
        """
        insert into version_copy
          (id, model_id, project_id, number, state, digest, round, revision, changed_at)
        select id, model_id, project_id, number, case when open then 'IN_REVIEW' else 'REGISTERED' end,
               digest, open::integer, 3, clock_timestamp()
          from made\
        """,
        """
        insert into contributor (version_id, subject, part)
        select n.id, c.subject, 'AUTHOR'
          from made n cross join (select subject from contributor limit 1) c where n.open\
        """,
        """
        insert into assessment
          (id, version_id, model_id, project_id, round, digest, policy_version_id, state, opened_at,
           revision, people_required)
        select n.round_id, n.id, n.model_id, n.project_id, 1, n.digest, a.policy_version_id, 'OPEN',
               clock_timestamp(), 1, a.people_required
          from made n
         cross join (select policy_version_id, people_required from assessment limit 1) a
         where n.open\
        """,
        """
        insert into review
          (id, assessment_id, version_id, model_id, project_id, type, round, state, digest,
           policy_version_id, requested_by, approvals_required, created_at, changed_at, revision)
        select uuidv7(), n.round_id, n.id, n.model_id, n.project_id, r.type, 1, 'REQUESTED', n.digest,
               r.policy_version_id, r.requested_by, r.approvals_required, clock_timestamp(),
               clock_timestamp(), 1
          from made n
         cross join (select distinct on (type) * from review order by type) r
         where n.open\
        """,
        "drop table made",
        "vacuum analyze version_copy",
        "vacuum analyze contributor",
        "vacuum analyze assessment",
        "vacuum analyze review");
  }

  /** One of them, from 1 on; those in review come first. */
  RegisteredVersion version(int index) {
    return new RegisteredVersion(
        new UUID(0x7000L, Long.MIN_VALUE | index),
        population.models().get((index - 1) % population.models().size()),
        BEFORE + index,
        3,
        "sha256:%064x".formatted(index));
  }
}
