package org.assay.benchmarks.suite;

import java.util.Locale;
import org.assay.benchmarks.stack.Database;

/**
 * Versions of a project's models, made by SQL, for a million of them would take hours through the
 * gateway: each with a run of its own and three tags, one changed a second. They are the same ones
 * each time, and what is told of a version holds however many follow it.
 */
final class ManyVersions {

  static final int TEAMS = 10;
  static final int GRADES = 5;

  /** Up to this one, every hundredth has the tag {@code pilot}; none of those that follow. */
  static final int WITH_PILOTS = 10_000;

  private final Database database;
  private final Population population;
  private int made;

  ManyVersions(Database database, Population population) {
    this.database = database;
    this.population = population;
  }

  /** How many there are. */
  int made() {
    return made;
  }

  /** Makes those up to a number that are not there yet, and lets the planner know. */
  void makeUpTo(int count) {
    database.execute(
        "registry",
        staged(made + 1, count),
        """
        insert into run
          (id, project_id, model_id, implicit, metrics, training_data, created_at, created_by)
        select run_id, project_id, model_id, true,
               jsonb_build_object('accuracy', round(random()::numeric, 4)), '{}', at, created_by
          from made\
        """,
        """
        insert into model_version
          (id, project_id, model_id, number, state, digest, digest_origin, source_revision,
           framework, task, authors, human_author, run_id, source, source_run, round, revision,
           created_at, created_by, updated_at)
        select id, project_id, model_id, number, 'REGISTERED',
               'sha256:' || encode(sha256(('version ' || i)::bytea), 'hex'), 'CLAIMED',
               'git:4b825dc642cb6eb9a060e54bf8d69288fbee4904', 'scikit-learn 1.9.1',
               'binary-classification', array[created_by], true, run_id, 's3://models/' || i,
               lpad(to_hex(i), 32, '0'), 0, 2, at, created_by, at
          from made\
        """,
        """
        insert into version_tag (project_id, owner_id, key, value)
        select project_id, id, 'team', 'team-' || (hashtext('team' || i) & 65535) %% %d from made
        union all
        select project_id, id, 'grade', 'grade-' || (hashtext('grade' || i) & 65535) %% %d from made
        union all
        select project_id, id, 'build', i::text from made
        union all
        select project_id, id, 'pilot', 'yes' from made where i <= %d and i %% 100 = 0\
        """
            .formatted(TEAMS, GRADES, WITH_PILOTS),
        """
        update model m set last_number = s.number
          from (select model_id, max(number) as number from made group by model_id) s
         where s.model_id = m.id\
        """,
        "drop table made",
        "vacuum analyze run",
        "vacuum analyze model_version",
        "vacuum analyze version_tag",
        "analyze model");
    made = count;
  }

  private String staged(int first, int last) {
    return String.format(
        Locale.ROOT,
        """
        create temporary table made as
        select i, uuidv7() as id, uuidv7() as run_id, m.id as model_id, m.project_id, m.created_by,
               (i - 1) / %1$d + 1 as number, timestamptz '2026-01-01' + i * interval '1 second' as at
          from generate_series(%2$d, %3$d) i
          join model m on m.project_key = '%4$s' and m.name = 'm' || (i - 1) %% %1$d + 1\
        """,
        population.models().size(),
        first,
        last,
        population.project());
  }

  /** The run that a version says it is from, 32 digits as MLflow writes them. */
  static String runOf(int version) {
    return "%032x".formatted(version);
  }
}
