package org.assay.registry.version;

import static org.assay.registry.search.Comparison.equal;
import static org.assay.registry.version.VersionQuery.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.registry.RegistryTestCase;
import org.assay.registry.search.Comparison;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Literal;
import org.assay.registry.search.Operator;
import org.assay.registry.search.Plan;
import org.assay.registry.search.ProjectSearch;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchSql;
import org.assay.registry.version.VersionQuery.Order;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How PostgreSQL runs searches over 50,000 versions, 40,000 of them of one project: no large table
 * is read from end to end, and what is read stays near a page.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionSearchPlanIT extends RegistryTestCase {

  private static final int PAGE = 50;

  /** A page of each of up to five projects, with what is joined to it. */
  private static final long NEAR_A_PAGE = 20L * PAGE;

  private static final Set<String> LARGE =
      Set.of(
          "model_version", "version_tag", "version_metric", "version_param", "version_text", "run");

  private static final Reach PROJECT = new Reach(id(1, 0), null);
  private static final Reach MEMBER =
      new Reach(null, "plan-member").of(List.of(id(1, 0), id(1, 1), id(1, 2), id(1, 3), id(1, 4)));
  private static final Reach ALL = new Reach(null, null);
  private static final Order NEWEST = new Order.Registered(false);
  private static final Order OLDEST = new Order.Registered(true);

  /** Project 0 has 40 models of 1,000 versions, 200 others have 10 models of 5 versions each. */
  private static final List<String> FILL =
      List.of(
          """
          create function pg_temp.id(kind int, number int) returns uuid language sql as $$
            select cast(lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0') as uuid)
          $$
          """,
          """
          insert into project (id, key, unit, state, revision)
          select pg_temp.id(1, p), 'plan-' || p, 'credit', 'ACTIVE', 1 from generate_series(0, 200) p
          """,
          """
          insert into project_member (project_id, subject, role, valid_from, revision)
          select pg_temp.id(1, p), 'plan-member', 'CONTRIBUTOR', now(), 1 from generate_series(0, 4) p
          """,
          """
          insert into model (id, project_id, project_key, name, kind, paradigms, intended_use, owner_id, revision,
            created_by)
          select pg_temp.id(2, m), pg_temp.id(1, p), 'plan-' || p, 'model-' || m,
                 case when m % 400 = 7 then 'VISION' else 'TABULAR' end, '{}', 'Rank loans', 'o', 1, 'o'
            from generate_series(0, 2039) m
            cross join lateral (select case when m < 40 then 0 else (m - 40) / 10 + 1 end) x (p)
          """,
          """
          insert into run (id, project_id, model_id, implicit, metrics, training_data, created_by)
          select pg_temp.id(3, v), m.project_id, m.id, true,
                 jsonb_build_object('accuracy', v * 7919 % 50000 / 50000.0, 'loss', 0.5), '{}', 'o'
            from generate_series(0, 49999) v
            join model m on m.id = pg_temp.id(2, case when v < 40000 then v % 40 else 40 + (v - 40000) / 5 end)
          """,
          """
          insert into model_version (id, project_id, model_id, number, state, digest, digest_origin, source, authors,
            human_author, run_id, round, submitted_by, revision, created_at, updated_at, created_by, description,
            review_state, stage, source_run)
          select pg_temp.id(4, v), r.project_id, r.model_id, case when v < 40000 then v / 40 else v % 5 end + 1,
                 case when v % 5000 = 17 then 'REVOKED' else 'REGISTERED' end,
                 'sha256:' || lpad(to_hex(v), 64, '0'), 'CLAIMED', 's3://bucket/' || v, '{o}',
                 true, r.id, 0, 'o', 2, x.at, x.at,
                 case when v % 10000 = 5 then 'rare-author' else 'author-' || v % 3 end,
                 case when v = 12345 then 'A zebra among horses' when v % 4 = 0 then 'Boosted trees' end,
                 case when v % 2000 = 3 then 'PASSED' end, case when v % 2000 = 9 then 'STAGING' end, 'run-' || v
            from generate_series(0, 49999) v
            join run r on r.id = pg_temp.id(3, v)
            cross join lateral (select timestamptz '2026-01-01' + v * interval '1 minute') x (at)
          """,
          """
          insert into version_tag (project_id, owner_id, key, value)
          select v.project_id, v.id, t.key, t.value
            from generate_series(0, 49999) n
            join model_version v on v.id = pg_temp.id(4, n)
            cross join lateral (values
              ('team', 'team-' || n % 10), ('env', case when n % 2 = 0 then 'prod' else 'test' end),
              ('odd', case when n % 2 = 1 then 'yes' else 'no' end), ('ticket', 'T-' || n / 8)) t (key, value)
          """,
          """
          insert into version_param (version_id, project_id, registered_at, key, value)
          select v.id, v.project_id, v.created_at, 'depth', cast(v.number % 7 as text) from model_version v
           where v.created_by like 'author-%'
          """,
          "analyze");

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.flyway.username")
  String owner;

  @ConfigProperty(name = "quarkus.flyway.password")
  String password;

  private boolean filled;

  @BeforeEach
  void fillOnce() throws SQLException {
    if (filled) {
      return;
    }
    try (Connection connection = DriverManager.getConnection(url, owner, password);
        Statement fill = connection.createStatement()) {
      for (String statement : FILL) {
        fill.execute(statement);
      }
    }
    filled = true;
  }

  static Stream<Arguments> nativeSearches() {
    return Stream.of(PROJECT, MEMBER, ALL)
        .flatMap(
            reach ->
                Stream.of(
                    Arguments.of("nothing", query(reach, NEWEST)),
                    Arguments.of("the first registered", query(reach, OLDEST)),
                    Arguments.of(
                        "the first registered of two frequent tags",
                        query(reach, OLDEST, tag("env", "prod"), tag("team", "team-2"))),
                    Arguments.of("by model", query(reach, new Order.ByModel(true))),
                    Arguments.of("a frequent tag", query(reach, NEWEST, tag("env", "prod"))),
                    Arguments.of(
                        "two frequent tags",
                        query(reach, NEWEST, tag("env", "prod"), tag("team", "team-2"))),
                    Arguments.of(
                        "a frequent tag and a rare one",
                        query(reach, NEWEST, tag("env", "prod"), tag("ticket", "T-100"))),
                    Arguments.of(
                        "a rare tag, three frequent ones and a metric",
                        query(
                            reach,
                            NEWEST,
                            tag("env", "prod"),
                            tag("odd", "no"),
                            tag("team", "team-2"),
                            tag("ticket", "T-100"),
                            metric("accuracy", Operator.AT_LEAST, "0.1"))),
                    Arguments.of("a parameter", query(reach, NEWEST, param("depth", "3"))),
                    Arguments.of(
                        "a metric that few have",
                        query(reach, NEWEST, metric("accuracy", Operator.AT_LEAST, "0.999"))),
                    Arguments.of(
                        "a metric that most have",
                        query(reach, NEWEST, metric("accuracy", Operator.AT_LEAST, "0.1"))),
                    Arguments.of("a state", query(reach, NEWEST, equal("state", "REVOKED"))),
                    Arguments.of(
                        "a review's state", query(reach, NEWEST, equal("review_state", "PASSED"))),
                    Arguments.of("a stage", query(reach, NEWEST, equal("stage", "STAGING"))),
                    Arguments.of(
                        "a source", query(reach, NEWEST, equal("source_path", "s3://bucket/777"))),
                    Arguments.of("a digest", query(reach, NEWEST, equal("digest", digest(777)))),
                    Arguments.of(
                        "who registered",
                        query(reach, NEWEST, equal("registered_by", "rare-author"))),
                    Arguments.of(
                        "when",
                        new VersionQuery(
                            reach,
                            null,
                            List.of(),
                            Instant.parse("2026-01-03T00:00:00Z"),
                            Instant.parse("2026-01-03T00:30:00Z"),
                            null,
                            NEWEST)),
                    Arguments.of("frequent words", words(reach, "loans rank")),
                    Arguments.of("rare words", words(reach, "zebra")),
                    Arguments.of("words of one model of many versions", words(reach, "model 17"))));
  }

  /** What mlflow#22397 and mlflow#13633 ask for: a search that stays fast, tags or not. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("nativeSearches")
  void readsNoMoreThanIsNearAPage(String what, VersionQuery query) throws SQLException {
    ProjectSearch.Asked asked = query.planned(Optional.empty(), PAGE);
    if (query.words() != null) {
      Plan tried = plan(SearchSql.tried(asked));
      assertThat(tried.scanned()).as("%s", tried.json()).doesNotContainAnyElementsOf(LARGE);
      assertThat(tried.rowsRead(LARGE)).as("%s", tried.json()).isLessThan(5 * 4 * 1_024);
      if (tried.found() > PAGE) {
        return;
      }
    }
    Plan plan = plan(SearchSql.found(asked));

    assertThat(plan.scanned()).as("%s", plan.json()).doesNotContainAnyElementsOf(LARGE);
    assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(NEAR_A_PAGE);
  }

  static Stream<Arguments> mlflowSearches() {
    return Stream.of(PROJECT, MEMBER, ALL)
        .flatMap(
            reach ->
                Stream.of(
                    Arguments.of(reach, "", ""),
                    Arguments.of(reach, "tags.env = 'prod'", ""),
                    Arguments.of(reach, "tags.env = 'prod' and tags.team = 'team-2'", ""),
                    Arguments.of(reach, "tags.env = 'prod' and tags.ticket = 'T-100'", ""),
                    Arguments.of(reach, "tags.ticket = 'T-100' and tags.env != 'test'", ""),
                    Arguments.of(reach, "run_id = 'run-99'", ""),
                    Arguments.of(reach, "digest = '" + digest(99) + "'", ""),
                    Arguments.of(reach, "source_path = 's3://bucket/99'", ""),
                    Arguments.of(reach, "", "creation_timestamp DESC"),
                    Arguments.of(reach, "", "creation_timestamp ASC"),
                    Arguments.of(reach, "", "last_updated_timestamp ASC")));
  }

  /** What mlflow#13633 asks for: several tag conditions, the most selective one first. */
  @ParameterizedTest(name = "{0}: {1} {2}")
  @MethodSource("mlflowSearches")
  void answersMlflowWithoutReadingMuchMore(Reach reach, String filter, String order)
      throws SQLException {
    // No index has the tags of all projects in the order of the last change.
    Plan plan = plan(SearchSql.found(mlflow(reach, null, filter, order)));

    assertThat(plan.scanned()).as("%s", plan.json()).doesNotContainAnyElementsOf(LARGE);
    assertThat(plan.rowsRead(LARGE))
        .as("%s", plan.json())
        .isLessThan(reach.isEverywhere() ? 2 * NEAR_A_PAGE : NEAR_A_PAGE);
  }

  @Test
  void readsOnlyWhatTheMostSelectiveConditionFindsWhereSeveralExcludeEachOther()
      throws SQLException {
    Plan plan =
        plan(
            SearchSql.found(
                query(PROJECT, NEWEST, tag("env", "prod"), tag("odd", "yes"), tag("team", "team-2"))
                    .planned(Optional.empty(), PAGE)));

    assertThat(plan.found()).isZero();
    assertThat(plan.scanned()).doesNotContainAnyElementsOf(LARGE);
    assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(6 * 20_000);
  }

  @Test
  void readsALatePageAsQuicklyAsTheFirst() throws SQLException {
    Plan plan =
        plan(
            SearchSql.found(
                query(PROJECT, NEWEST, tag("env", "prod"), tag("team", "team-2"))
                    .planned(
                        Optional.of(List.of("2026-01-10T00:00:00Z", id(4, 12_960).toString())),
                        PAGE)));

    assertThat(plan.found()).isEqualTo(PAGE + 1);
    assertThat(plan.scanned()).doesNotContainAnyElementsOf(LARGE);
    assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(NEAR_A_PAGE);
  }

  static Stream<ProjectSearch.Asked> ofAModel() {
    UUID model = id(2, 7);
    return Stream.concat(
        Stream.of(NEWEST, OLDEST)
            .map(
                order ->
                    new VersionQuery(PROJECT, model, List.of(), null, null, null, order)
                        .planned(Optional.empty(), PAGE)),
        Stream.of("", "creation_timestamp ASC", "creation_timestamp DESC")
            .map(order -> mlflow(PROJECT, model, "", order)));
  }

  @ParameterizedTest
  @MethodSource("ofAModel")
  void readsTheVersionsOfAModelInOrder(ProjectSearch.Asked asked) throws SQLException {
    Plan plan = plan(SearchSql.found(asked));

    assertThat(plan.found()).isEqualTo(PAGE + 1);
    assertThat(plan.scanned()).doesNotContainAnyElementsOf(LARGE);
    assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(NEAR_A_PAGE / 2);
  }

  /** MLflow's clients see no version that is over, however many come first in the order. */
  @ParameterizedTest
  @CsvSource({"creation_timestamp ASC, 0, 29999", "'', 10000, 39999"})
  void readsNoVersionThatIsOver(String order, int first, int last) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, owner, password);
        Statement retire = connection.createStatement()) {
      connection.setAutoCommit(false);
      retire.execute(
          "update model_version set state = 'RETIRED' where id between '%s' and '%s'"
              .formatted(id(4, first), id(4, last)));

      Plan plan = Plan.of(connection, SearchSql.found(mlflow(PROJECT, null, "", order)));

      connection.rollback();
      assertThat(plan.found()).isEqualTo(PAGE + 1);
      assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(NEAR_A_PAGE);
    }
  }

  @Test
  void readsALatePageOfTheFirstRegisteredAsQuicklyAsTheFirst() throws SQLException {
    Plan plan =
        plan(
            SearchSql.found(
                VersionSearch.planned(
                    new VersionSearch.Asked(
                        PROJECT, null, Filter.parse(""), List.of("creation_timestamp ASC")),
                    Optional.of(List.of("2026-01-10T00:00:00Z", "model-7", "200")),
                    PAGE)));

    assertThat(plan.found()).isEqualTo(PAGE + 1);
    assertThat(plan.scanned()).doesNotContainAnyElementsOf(LARGE);
    assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(NEAR_A_PAGE);
  }

  @Test
  void sortsByAMetricOffItsIndex() throws SQLException {
    for (Reach reach : List.of(PROJECT, MEMBER)) {
      Plan plan =
          plan(
              SearchSql.found(
                  query(reach, new Order.Measured("accuracy", false), tag("env", "prod"))
                      .planned(Optional.empty(), PAGE)));

      assertThat(plan.found()).isEqualTo(PAGE + 1);
      assertThat(plan.scanned()).doesNotContainAnyElementsOf(LARGE);
      assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(NEAR_A_PAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beginsWhereAConditionOnTheMetricThatOrdersDoes(boolean ascending) throws SQLException {
    for (Reach reach : List.of(PROJECT, MEMBER)) {
      Plan plan =
          plan(
              SearchSql.found(
                  query(
                          reach,
                          new Order.Measured("accuracy", ascending),
                          metric("accuracy", Operator.LESS, "0.6"),
                          metric("accuracy", Operator.AT_LEAST, "0.4"))
                      .planned(Optional.empty(), PAGE)));

      assertThat(plan.found()).isEqualTo(PAGE + 1);
      assertThat(plan.scanned()).doesNotContainAnyElementsOf(LARGE);
      assertThat(plan.rowsRead(LARGE)).as("%s", plan.json()).isLessThan(NEAR_A_PAGE);
    }
  }

  private Plan plan(SearchSql search) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, owner, password)) {
      return Plan.of(connection, search);
    }
  }

  private static ProjectSearch.Asked mlflow(
      Reach reach, @Nullable UUID model, String filter, String order) {
    return VersionSearch.planned(
        new VersionSearch.Asked(
            reach, model, Filter.parse(filter), order.isEmpty() ? List.of() : List.of(order)),
        Optional.empty(),
        PAGE);
  }

  private static VersionQuery query(Reach reach, Order order, Comparison... comparisons) {
    return new VersionQuery(reach, null, List.of(comparisons), null, null, null, order);
  }

  private static VersionQuery words(Reach reach, String words) {
    return new VersionQuery(reach, null, List.of(), null, null, words, NEWEST);
  }

  private static Comparison tag(String key, String value) {
    return entry("tag", key, Operator.EQUAL, new Literal(value, true));
  }

  private static Comparison param(String key, String value) {
    return entry("param", key, Operator.EQUAL, new Literal(value, true));
  }

  private static Comparison metric(String key, Operator operator, String value) {
    return entry("metric", key, operator, new Literal(value, false));
  }

  private static String digest(int version) {
    return "sha256:%064x".formatted(version);
  }

  private static UUID id(int kind, int number) {
    return UUID.fromString("%08x-0000-7000-8000-%012x".formatted(kind, number));
  }
}
