package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assay.kit.testing.Tokens;
import org.assay.registry.RegistryTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A search finds what a loop over all versions finds, in the same order, page by page. */
@QuarkusTest
class VersionSearchPropertyIT extends RegistryTestCase {

  private static final int VERSIONS = 240;
  private static final int SEARCHES = 120;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> WORDS = List.of("amber", "basalt", "Cedar", "über", "v2");
  private static final List<String> ACCOUNTS = List.of("engineer", "lead");
  private static final List<String> STATES = List.of("DRAFT", "REGISTERED", "IN_REVIEW", "RETIRED");
  private static final List<String> REVIEWS = List.of("OPEN", "PASSED");
  private static final List<String> STAGES = List.of("STAGING", "ARCHIVED");
  private static final List<Double> VALUES = List.of(-1.5, 0.0, 0.25, 0.9, 7e10);

  @Inject DataSource database;

  private final Random random = new Random(20_261_128);
  private final List<Row> rows = new ArrayList<>();

  @Test
  void findsWhatALoopFinds() throws SQLException {
    List<Project> mine = List.of(project(), project());
    fill(mine, project(Map.of("engineer-2", "CONTRIBUTOR")));

    int found = 0;
    for (int count = 0; count < SEARCHES; count++) {
      Search search = search(mine);
      List<String> expected =
          rows.stream()
              .filter(Row::visible)
              .filter(search.holds())
              .sorted(search.order())
              .map(row -> row.id().toString())
              .toList();
      assertThat(all(search)).as("%s", search.asked()).isEqualTo(expected);
      found += expected.size();
    }
    // Most searches find something, or the test shows little.
    assertThat(found).isGreaterThan(10 * SEARCHES);
  }

  private List<String> all(Search search) {
    RequestSpecification first = as("engineer").queryParam("limit", 1 + random.nextInt(40));
    search.asked().forEach(one -> first.queryParam(one.name(), one.value()));
    List<String> ids = new ArrayList<>();
    JsonPath page = first.get("/api/v1/versions").then().statusCode(200).extract().jsonPath();
    while (true) {
      ids.addAll(page.getList("items.id", String.class));
      String next = page.getString("next");
      if (next == null) {
        return ids;
      }
      page =
          as("engineer")
              .urlEncodingEnabled(false)
              .get(next)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
    }
  }

  /** The project or a tag keeps what other tests registered out. */
  private Search search(List<Project> mine) {
    List<Condition> conditions = new ArrayList<>();
    if (random.nextBoolean()) {
      Project project = pick(mine);
      conditions.add(
          new Condition("project_key", project.key(), row -> row.project().equals(project)));
    } else {
      conditions.add(new Condition("tag", "all:" + rows.getFirst().tags().get("all"), _ -> true));
    }
    for (int more = random.nextInt(4); more > 0; more--) {
      Condition condition = condition();
      boolean twice =
          conditions.stream().anyMatch(one -> one.name().equals(condition.name()))
              && !Set.of("tag", "metric", "param").contains(condition.name());
      if (!twice) {
        conditions.add(condition);
      }
    }
    Predicate<Row> holds =
        conditions.stream().map(Condition::holds).reduce(_ -> true, Predicate::and);
    return order(conditions, holds);
  }

  private Search order(List<Condition> conditions, Predicate<Row> holds) {
    String minus = random.nextBoolean() ? "-" : "";
    Comparator<Row> registered =
        Comparator.comparing(Row::registeredAt).thenComparing(row -> row.id().toString());
    Comparator<Row> model =
        Comparator.comparing((Row row) -> row.project().id().toString())
            .thenComparing(row -> row.model().id().toString())
            .thenComparingInt(Row::number);
    Comparator<Row> metric =
        Comparator.comparingDouble((Row row) -> row.metrics().getOrDefault("m1", 0.0))
            .thenComparing(row -> row.id().toString());
    return switch (random.nextInt(4)) {
      case 0 -> new Search(conditions, holds, registered.reversed());
      case 1 -> sorted(conditions, minus + "registered_at", holds, registered);
      case 2 -> sorted(conditions, minus + "model", holds, model);
      default ->
          sorted(
              conditions,
              minus + "metric:m1",
              holds.and(row -> row.metrics().containsKey("m1")),
              metric);
    };
  }

  private static Search sorted(
      List<Condition> conditions, String sort, Predicate<Row> holds, Comparator<Row> order) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(new Condition("sort", sort, _ -> true));
    return new Search(all, holds, sort.startsWith("-") ? order.reversed() : order);
  }

  private Condition condition() {
    Row row = pick(rows);
    return switch (random.nextInt(15)) {
      case 0, 1, 2 -> {
        String key = "k" + random.nextInt(3);
        String value = "" + random.nextInt(3);
        yield new Condition("tag", key + ":" + value, one -> value.equals(one.tags().get(key)));
      }
      case 3, 4 -> metric();
      case 5 -> {
        String value = "x" + random.nextInt(3);
        yield new Condition("param", "p=" + value, one -> value.equals(one.params().get("p")));
      }
      case 6 -> words();
      case 7 -> new Condition("state", row.state(), one -> one.state().equals(row.state()));
      case 8 ->
          new Condition(
              "model", row.model().full(), one -> one.model().full().equals(row.model().full()));
      case 9 ->
          new Condition(
              "kind", row.model().kind(), one -> one.model().kind().equals(row.model().kind()));
      case 10 -> {
        String review = pick(REVIEWS);
        yield new Condition("review_state", review, one -> review.equals(one.review()));
      }
      case 11 -> {
        String stage = pick(STAGES);
        yield new Condition("stage", stage, one -> stage.equals(one.stage()));
      }
      case 12 -> {
        String account = pick(ACCOUNTS);
        yield new Condition("registered_by", account, one -> one.account().equals(account));
      }
      case 13 ->
          new Condition(
              "registered_from",
              row.registeredAt().toString(),
              one -> !one.registeredAt().isBefore(row.registeredAt()));
      default ->
          new Condition(
              "registered_until",
              row.registeredAt().toString(),
              one -> one.registeredAt().isBefore(row.registeredAt()));
    };
  }

  private Condition metric() {
    String key = "m" + random.nextInt(2);
    double bound = pick(VALUES);
    return switch (random.nextInt(5)) {
      case 0 -> metric(key, "<", bound, value -> value < bound);
      case 1 -> metric(key, "<=", bound, value -> value <= bound);
      case 2 -> metric(key, "=", bound, value -> value == bound);
      case 3 -> metric(key, ">=", bound, value -> value >= bound);
      default -> metric(key, ">", bound, value -> value > bound);
    };
  }

  private static Condition metric(
      String key, String operator, double bound, Predicate<Double> holds) {
    return new Condition(
        "metric",
        key + operator + bound,
        row -> row.metrics().containsKey(key) && holds.test(row.metrics().get(key)));
  }

  private Condition words() {
    List<String> asked = Stream.generate(() -> pick(WORDS)).limit(1 + random.nextInt(2)).toList();
    Set<String> words = words(String.join(" ", asked));
    return new Condition(
        "q",
        String.join(random.nextBoolean() ? " " : "-", asked).toUpperCase(Locale.ROOT),
        row -> words(row.text() + " " + row.model().text()).containsAll(words));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void fill(List<Project> mine, Project foreign) throws SQLException {
    String all = UUID.randomUUID().toString();
    List<ModelRow> models = new ArrayList<>();
    for (Project project : List.of(mine.get(0), mine.get(0), mine.get(1), foreign)) {
      models.add(
          new ModelRow(
              UUID.randomUUID(),
              project,
              pick(WORDS) + "." + models.size(),
              pick(List.of("TABULAR", "VISION")),
              pick(WORDS) + ", " + pick(WORDS)));
    }
    try (Connection connection = database.getConnection()) {
      for (ModelRow model : models) {
        run(
            connection,
            """
            insert into model (id, project_id, project_key, name, kind, paradigms, intended_use, owner_id, revision,
              created_by) values (?, ?, ?, ?, ?, '{}', ?, 'o', 1, 'o')
            """,
            model.id(),
            model.project().id(),
            model.project().key(),
            model.name(),
            model.kind(),
            model.use());
      }
      for (int number = 1; number <= VERSIONS; number++) {
        ModelRow model = pick(models);
        Row row = row(model, number, all, !model.project().equals(foreign));
        rows.add(row);
        insert(connection, row);
      }
    }
  }

  private Row row(ModelRow model, int number, String all, boolean seen) {
    Map<String, String> tags = new TreeMap<>(Map.of("all", all));
    Map<String, Double> metrics = new TreeMap<>();
    Map<String, String> params = new TreeMap<>();
    for (int key = 0; key < 3; key++) {
      if (random.nextInt(3) > 0) {
        tags.put("k" + key, "" + random.nextInt(3));
      }
      if (random.nextInt(4) > 0) {
        metrics.put("m" + key, pick(VALUES));
      }
    }
    if (random.nextBoolean()) {
      params.put("p", "x" + random.nextInt(3));
    }
    return new Row(
        UUID.randomUUID(),
        model,
        number,
        pick(STATES),
        random.nextBoolean() ? pick(REVIEWS) : null,
        random.nextBoolean() ? pick(STAGES) : null,
        pick(ACCOUNTS),
        START.plusSeconds(random.nextInt(60)),
        random.nextBoolean() ? pick(WORDS) + "/" + pick(WORDS) : null,
        tags,
        metrics,
        params,
        seen);
  }

  private void insert(Connection connection, Row row) throws SQLException {
    UUID run = UUID.randomUUID();
    boolean recorded = !row.params().isEmpty() || random.nextBoolean();
    String record =
        recorded ? "sha256:%064x".formatted(new java.math.BigInteger(250, random)) : null;
    run(
        connection,
        """
        insert into run (id, project_id, model_id, implicit, metrics, training_data, created_by)
        values (?, ?, ?, true, cast(? as jsonb), '{}', 'o')
        """,
        run,
        row.project().id(),
        row.model().id(),
        recorded
            ? "{\"other\": 1}"
            : row.metrics().entrySet().stream()
                .map(metric -> "\"%s\": %s".formatted(metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(",", "{", "}")));
    if (record != null) {
      run(
          connection,
          "insert into result_record (digest, content, metrics, training_data) values (?, convert_to(?, 'UTF8'), '{}', '{}')",
          record,
          row.metrics().entrySet().stream()
              .map(
                  metric ->
                      "{\"key\":\"%s\",\"value\":%s}".formatted(metric.getKey(), metric.getValue()))
              .collect(
                  Collectors.joining(
                      ",",
                      "{\"metrics\":[",
                      (row.metrics().isEmpty() ? "" : ",")
                          + "{\"key\":\"odd\",\"value\":\"NaN\"}],\"params\":{%s}}"
                              .formatted(
                                  row.params().entrySet().stream()
                                      .map(
                                          param ->
                                              "\"%s\":\"%s\""
                                                  .formatted(param.getKey(), param.getValue()))
                                      .collect(Collectors.joining(","))))));
    }
    run(
        connection,
        """
        insert into model_version (id, project_id, model_id, number, state, digest, digest_origin, authors, human_author,
          run_id, record_digest, round, revision, created_at, created_by, description, review_state, stage)
        values (?, ?, ?, ?, ?, ?, 'CLAIMED', '{o}', true, ?, ?, 0, 2, ?, ?, ?, ?, ?)
        """,
        row.id(),
        row.project().id(),
        row.model().id(),
        row.number(),
        row.state(),
        DIGEST,
        run,
        record,
        row.registeredAt().atOffset(ZoneOffset.UTC),
        Tokens.subject(row.account()),
        row.description(),
        row.review(),
        row.stage());
    for (Map.Entry<String, String> tag : row.tags().entrySet()) {
      run(
          connection,
          "insert into version_tag (project_id, owner_id, key, value) values (?, ?, ?, ?)",
          row.project().id(),
          row.id(),
          tag.getKey(),
          tag.getValue());
    }
  }

  private static void run(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      statement.executeUpdate();
    }
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private record Condition(String name, String value, Predicate<Row> holds) {}

  private record Search(List<Condition> asked, Predicate<Row> holds, Comparator<Row> order) {}

  private record ModelRow(UUID id, Project project, String name, String kind, String use) {

    private String full() {
      return project.key() + "." + name;
    }

    private String text() {
      return full() + " " + use;
    }
  }

  private record Row(
      UUID id,
      ModelRow model,
      int number,
      String state,
      @Nullable String review,
      @Nullable String stage,
      String account,
      Instant registeredAt,
      @Nullable String description,
      Map<String, String> tags,
      Map<String, Double> metrics,
      Map<String, String> params,
      boolean visible) {

    private Project project() {
      return model.project();
    }

    private String text() {
      return Stream.concat(
              Stream.of(model.full(), description == null ? "" : description),
              tags.entrySet().stream().map(tag -> tag.getKey() + " " + tag.getValue()))
          .collect(Collectors.joining(" "));
    }
  }
}
