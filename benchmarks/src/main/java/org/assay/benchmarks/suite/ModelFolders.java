package org.assay.benchmarks.suite;

import java.util.List;
import java.util.stream.Collectors;
import org.assay.benchmarks.stack.Database;

/**
 * Folders with the files of a model, one for each version that is registered: copies of one that
 * was uploaded, made by SQL, for Assay keeps equal bytes once. {@code <experiment>/<run>/artifacts/
 * model-<n>}, the runs taking turns.
 */
final class ModelFolders {

  /** The name of the folder that was uploaded for the first of the runs. */
  static final String UPLOADED = "model";

  private final Database database;
  private final String project;
  private final String experiment;
  private final List<String> runs;
  private int made;

  /**
   * Those of a project.
   *
   * @param project its key
   * @param experiment the experiment of the runs, as MLflow writes it
   * @param runs the runs, as MLflow writes them
   */
  ModelFolders(Database database, String project, String experiment, List<String> runs) {
    this.database = database;
    this.project = project;
    this.experiment = experiment;
    this.runs = List.copyOf(runs);
  }

  /** Makes those up to a number that are not there yet. */
  void makeUpTo(int count) {
    if (count <= made) {
      return;
    }
    String of = "%s/%s/artifacts/%s/".formatted(experiment, runs.getFirst(), UPLOADED);
    database.execute(
        "registry",
        """
        with uploaded as (
          select a.* from artifact a join project p on p.id = a.project_id
           where p.key = '%1$s' and a.path like '%2$s%%'),
        made as (
          insert into artifact
            (id, project_id, path, digest, size, media_type, verdict, findings, revision, stored_by)
          select uuidv7(), u.project_id,
                 '%3$s/' || r.id || '/artifacts/%4$s-' || n || '/' || substr(u.path, %5$d),
                 u.digest, u.size, u.media_type, u.verdict, u.findings, 1, u.stored_by
            from generate_series(%6$d, %7$d) n
            join unnest(array[%8$s]) with ordinality r (id, place) on r.place = n %% %9$d + 1
           cross join uploaded u
          returning project_id, size),
        sums as (select project_id, sum(size) as bytes, count(*) as files from made group by project_id)
        update artifact_usage u set bytes = u.bytes + s.bytes, files = u.files + s.files
          from sums s where s.project_id = u.project_id\
        """
            .formatted(
                project,
                of,
                experiment,
                UPLOADED,
                of.length() + 1,
                made,
                count - 1,
                runs.stream().map(run -> "'" + run + "'").collect(Collectors.joining(", ")),
                runs.size()),
        "analyze artifact");
    made = count;
  }
}
