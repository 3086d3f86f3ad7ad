package org.assay.benchmarks.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.assay.benchmarks.load.Shot;

/**
 * A search over {@link ManyVersions}, which finds as much whether there are ten thousand or a
 * million: a page that is full, or the few that there are. What it looks for differs from one to
 * the next.
 *
 * @param words how it is called in the report
 * @param least how many versions it finds at least
 * @param list where the answer has them
 * @param asked writes it
 */
record VersionQuery(String words, int least, String list, Asked asked) {

  private static final int PAGE = 100;

  /** Writes a search. */
  @FunctionalInterface
  interface Asked {

    /**
     * The request.
     *
     * @param random chooses what it looks for
     * @param token of who asks
     */
    Shot shot(Random random, String token);
  }

  /** All of them, of a population's project unless they say otherwise. */
  static List<VersionQuery> all(Population population) {
    String project = population.project();
    int models = population.models().size();
    return List.of(
        mlflow("newest", PAGE, project, "", _ -> ""),
        mlflow("two tags", PAGE, project, "", VersionQuery::twoTags),
        mlflow("two tags, in all projects", PAGE, "", "", VersionQuery::twoTags),
        mlflow("two tags, one of them rare", 1, project, "", VersionQuery::pilots),
        mlflow("a tag of one version", 1, project, "", VersionQuery::build),
        mlflow(
            "of a model, last number first",
            PAGE,
            project,
            "version_number DESC",
            random -> "name = 'm%d'".formatted(1 + random.nextInt(models))),
        mlflow("oldest first", PAGE, project, "creation_timestamp ASC", _ -> ""),
        mlflow(
            "of a run",
            1,
            project,
            "",
            random -> "run_id = '%s'".formatted(ManyVersions.runOf(existing(random)))),
        own(
            "Assay's own: best by a metric",
            project,
            random ->
                "sort=-metric:accuracy&metric=accuracy%%3C0.%d".formatted(5 + random.nextInt(5))),
        own(
            "Assay's own: a tag and a metric",
            project,
            random ->
                "tag=team:team-%d&metric=accuracy%%3E%%3D0.5"
                    .formatted(random.nextInt(ManyVersions.TEAMS))),
        own(
            "Assay's own: a word",
            project,
            random -> "q=m%d".formatted(1 + random.nextInt(models))));
  }

  private static VersionQuery own(String words, String project, Function<Random, String> asked) {
    return new VersionQuery(
        words,
        PAGE,
        "items",
        (random, token) ->
            Shot.get(
                "/api/v1/versions?project_key=%s&limit=%d&%s"
                    .formatted(project, PAGE, asked.apply(random)),
                token));
  }

  private static VersionQuery mlflow(
      String words, int least, String project, String orderBy, Function<Random, String> filter) {
    return new VersionQuery(
        words,
        least,
        "model_versions",
        (random, token) ->
            MlflowRequests.search(filter.apply(random), orderBy, PAGE, headers(token, project)));
  }

  private static Map<String, String> headers(String token, String project) {
    Map<String, String> headers = new LinkedHashMap<>(MlflowRequests.headers());
    headers.put("Authorization", "Bearer " + token);
    if (!project.isEmpty()) {
      headers.put(MlflowRequests.WORKSPACE, project);
    }
    return headers;
  }

  private static String twoTags(Random random) {
    return MlflowRequests.twoTags(
        random.nextInt(ManyVersions.TEAMS), random.nextInt(ManyVersions.GRADES));
  }

  private static String pilots(Random random) {
    return "tags.grade = 'grade-%d' AND tags.pilot = 'yes'"
        .formatted(random.nextInt(ManyVersions.GRADES));
  }

  private static String build(Random random) {
    return "tags.build = '%d'".formatted(existing(random));
  }

  /** One that is there from the beginning. */
  private static int existing(Random random) {
    return 1 + random.nextInt(ManyVersions.WITH_PILOTS);
  }
}
