package org.assay.review.round;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.Subject;
import org.assay.review.round.WalkModel.Act;
import org.assay.review.round.WalkModel.ReviewModel;

/**
 * Does the steps of a walk to one version of the running service, and reads what became of it: its
 * rows, and the events that were written since it was last asked. Not for more than one thread.
 */
final class WalkDriver {

  /** A step that no request asks for, so that nothing answers. */
  static final int UNANSWERED = 0;

  private static final String REGISTRY = "assay.registry";
  private static final Duration TOKEN_AGE = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String ROWS =
      """
      select cast(json_build_object(
        'rounds', (select coalesce(json_agg(json_build_object('id', a.id, 'round', a.round,
            'state', a.state)), '[]') from assessment a where a.version_id = :v),
        'reviews', (select coalesce(json_agg(json_build_object('id', r.id, 'round', r.round,
            'type', r.type, 'state', r.state, 'revision', r.revision,
            'assignees', (select coalesce(json_object_agg(s.subject, s.started), '{}')
               from review_assignee s where s.review_id = r.id),
            'approvals', (select coalesce(json_agg(d.subject), '[]') from review_decision d
               where d.review_id = r.id and d.decision = 'APPROVED' and d.retracted_at is null
                 and d.evidence_digest = r.evidence_digest),
            'findings', (select coalesce(json_agg(json_build_object('id', f.id, 'state', f.state,
                 'revision', f.revision) order by f.id), '[]')
               from finding f where f.review_id = r.id),
            'conditions', (select coalesce(json_agg(json_build_object('id', c.id,
                 'state', c.state, 'revision', c.revision) order by c.id), '[]')
               from review_condition c where c.review_id = r.id))), '[]')
            from review r where r.version_id = :v),
        'proposals', (select coalesce(json_agg(json_build_object('id', p.id,
            'revision', p.revision) order by p.id), '[]')
            from proposal p where p.version_id = :v),
        'holds', (select coalesce(json_agg(json_build_object('id', h.id, 'revision', h.revision)
            order by h.id), '[]') from hold h where h.version_id = :v)) as text)
      """
          .replace(":v", "cast(? as uuid)");

  private static final String EVENTS =
      """
      select seq, type, aggregate_id, aggregate_version, convert_from(data, 'UTF8')
        from event_log where partition_key = ? and seq > ? order by seq
      """;

  private final URI service;
  private final DataSource dataSource;
  private final TestEvents broker;
  private final Subject subject;
  private final Runnable expiry;
  private final Runnable misses;
  private final Map<String, String> accounts = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private Instant tokensFrom = Instant.EPOCH;
  private JsonNode rows;
  private long seen;

  /**
   * Drives a version that is registered.
   *
   * @param expiry looks for approvals whose time is over
   * @param misses looks for conditions whose time is over
   */
  WalkDriver(
      URI service,
      DataSource dataSource,
      TestEvents broker,
      Subject subject,
      Runnable expiry,
      Runnable misses) {
    this.service = service;
    this.dataSource = dataSource;
    this.broker = broker;
    this.subject = subject;
    this.expiry = expiry;
    this.misses = misses;
    WalkModel.REVIEWERS.values().stream()
        .flatMap(List::stream)
        .forEach(account -> accounts.put(Tokens.subject(account), account));
    this.rows = read();
  }

  /** An event of the log, as far as a walk is about it. */
  record Told(String type, UUID aggregate, long version, JsonNode data) {

    /** Names the event as the model does. */
    String name() {
      String what = type.replaceAll("^org\\.assay\\.review\\.|\\.v1$", "");
      return switch (what.substring(0, what.indexOf('.'))) {
        case "review" -> what + " " + data.path("type").asText() + "@" + data.path("round").asInt();
        case "assessment" -> what + " @" + data.path("round").asInt();
        default -> what;
      };
    }
  }

  /** Tries a step; returns the status that answered, or {@link #UNANSWERED}. */
  int act(Act act, WalkModel model) {
    return switch (act.kind()) {
      case SUBMIT -> submit(act.by(), model);
      case WITHDRAW -> {
        subject.inRound(model.lastNumber());
        yield tell(subject.event(EventTypes.VERSION_WITHDRAWN, model.afterWithdrawal()));
      }
      case EVIDENCE ->
          post(
              act.by(),
              subject.path() + "/evidence",
              0,
              Map.of("kind", "DOCUMENT", "title", "A table", "digest", Subject.freshDigest()));
      case RELEASE ->
          post(
              act.by(),
              subject.path() + "/releases",
              subject.revision(),
              Map.of("environment", act.about()));
      case PROPOSE ->
          post(
              act.by(),
              subject.path() + "/revocations",
              subject.revision(),
              Map.of("reason", "A group is harmed"));
      case AGREE -> {
        JsonNode proposal = last("proposals");
        yield post(
            act.by(),
            "/api/v1/proposals/" + id(proposal) + "/approvals",
            proposal.path("revision").asLong(),
            Map.of());
      }
      case HOLD ->
          post(act.by(), subject.path() + "/holds", 0, Map.of("reason", "A group may be harmed"));
      case LIFT -> {
        JsonNode hold = last("holds");
        yield post(
            act.by(),
            "/api/v1/holds/" + id(hold) + "/lifts",
            hold.path("revision").asLong(),
            Map.of("reason", "Nobody is harmed"));
      }
      default -> actOnReview(act, act.on());
    };
  }

  private int actOnReview(Act act, ReviewModel on) {
    JsonNode review = row(on);
    String path = "/api/v1/reviews/" + id(review);
    long revision = review.path("revision").asLong();
    return switch (act.kind()) {
      case CLAIM -> post(act.by(), path + "/assignments", 0, Map.of());
      case ASSIGN -> post(act.by(), path + "/assignments", 0, Map.of("account", act.about()));
      case UNASSIGN ->
          post(
              act.by(),
              path + "/unassignments",
              0,
              act.by().equals(act.about())
                  ? Map.of()
                  : Map.of("account", act.about(), "reason", "Away"));
      case APPROVE -> decide(act, path, revision, decision("APPROVED"));
      case APPROVE_STALE -> decide(act, path, revision + 1, decision("APPROVED"));
      case APPROVE_IF -> {
        Map<String, Object> decision = decision("APPROVED");
        boolean revokes = review.path("conditions").size() % 2 == 0;
        decision.put("conditions", List.of(condition(revokes ? "REVOKE" : "HOLD")));
        yield decide(act, path, revision, decision);
      }
      case REQUEST_CHANGES -> decide(act, path, revision, decision("CHANGES_REQUESTED"));
      case REJECT -> decide(act, path, revision, decision("REJECTED"));
      case RAISE ->
          post(
              act.by(),
              path + "/findings",
              0,
              Map.of("severity", "MAJOR", "text", "A table is missing"));
      case RESPOND -> post(act.by(), path + "/responses", 0, Map.of("text", "It is there"));
      case COMMENT -> post(act.by(), path + "/comments", 0, Map.of("text", "Looked at"));
      case RETRACT ->
          post(act.by(), path + "/retractions", revision, Map.of("reason", "A table was wrong"));
      case ACCEPT -> close(act, review, "ACCEPTED");
      case WITHDRAW_FINDING -> close(act, review, "WITHDRAWN");
      case CONFIRM -> {
        JsonNode condition = review.path("conditions").get(act.place());
        yield post(
            act.by(),
            "/api/v1/conditions/" + id(condition) + "/confirmations",
            condition.path("revision").asLong(),
            Map.of("reason", "Three people tried it"));
      }
      case MISS -> miss(review.path("conditions").get(act.place()));
      case EXPIRE -> expire(id(review));
      default -> throw new IllegalStateException(act.toString());
    };
  }

  private int decide(Act act, String path, long revision, Map<String, Object> decision) {
    return post(act.by(), path + "/decisions", revision, decision);
  }

  private static Map<String, Object> decision(String decision) {
    return new HashMap<>(Map.of("decision", decision, "reason", "Seen and judged"));
  }

  private static Map<String, Object> condition(String ifMissed) {
    return Map.of(
        "text",
        "Have it tried by three people",
        "owner",
        "engineer",
        "due_at",
        Instant.now().plus(Duration.ofDays(10)).toString(),
        "if_missed",
        ifMissed);
  }

  private int close(Act act, JsonNode review, String outcome) {
    JsonNode finding = review.path("findings").get(act.place());
    return post(
        act.by(),
        "/api/v1/findings/" + id(finding) + "/closures",
        finding.path("revision").asLong(),
        Map.of("outcome", outcome, "reason", "Seen and judged"));
  }

  /** The clock passes the due instant of a condition, and the job looks. */
  private int miss(JsonNode condition) {
    OwnerSql.execute(
        "update review_condition set due_at = clock_timestamp() where id = ? and state = 'OPEN'",
        UUID.fromString(id(condition)));
    misses.run();
    return UNANSWERED;
  }

  /** The clock passes the end of a review's approvals, and the job looks. */
  private int expire(String review) {
    Timestamp past = Timestamp.from(Instant.now().minusSeconds(1));
    OwnerSql.execute(
        """
        with ended as (
          update review_decision set valid_until = ?
           where review_id = ? and decision = 'APPROVED' and exists (select 1 from review r
             where r.id = review_id and r.state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')))
        update review set valid_until = ?
         where id = ? and state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
        """,
        past,
        UUID.fromString(review),
        past,
        UUID.fromString(review));
    expiry.run();
    return UNANSWERED;
  }

  private int submit(String by, WalkModel model) {
    subject.inRound(model.lastNumber());
    return tell(
        model.afterSubmission().equals("RELEASED") ? subject.renewed(by) : subject.submitted(by));
  }

  /** Tells what the registry tells, and waits until it was taken in. */
  private int tell(TestEvents.Draft event) {
    broker.send(REGISTRY, event);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> takenIn() == subject.revision());
    return UNANSWERED;
  }

  private long takenIn() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select version from inbox_aggregate where topic = ? and aggregate_id = ?")) {
      query.setString(1, REGISTRY);
      query.setObject(2, subject.versionId());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private int post(String account, String path, long ifMatch, Map<String, ?> body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(service.resolve(path))
              .header("Authorization", "Bearer " + token(account))
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(
                      EventJson.mapper().writeValueAsBytes(body)));
      if (ifMatch > 0) {
        request.header("If-Match", "\"%d\"".formatted(ifMatch));
      }
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String token(String account) {
    if (tokensFrom.plus(TOKEN_AGE).isBefore(Instant.now())) {
      tokens.clear();
      tokensFrom = Instant.now();
    }
    return tokens.computeIfAbsent(account, Tokens::of);
  }

  private JsonNode last(String what) {
    JsonNode all = rows.path(what);
    return all.path(all.size() - 1);
  }

  private JsonNode row(ReviewModel review) {
    for (JsonNode row : rows.path("reviews")) {
      if (row.path("round").asInt() == review.round
          && row.path("type").asText().equals(review.type)) {
        return row;
      }
    }
    throw new IllegalStateException("No row of " + review);
  }

  private static String id(JsonNode row) {
    return row.path("id").asText();
  }

  /** Reads the rows anew; returns them in the words of {@link WalkModel#standing()}. */
  List<String> standing() {
    rows = read();
    List<String> lines = new ArrayList<>();
    for (JsonNode round : rows.path("rounds")) {
      lines.add("@%d %s".formatted(round.path("round").asInt(), round.path("state").asText()));
    }
    for (JsonNode row : rows.path("reviews")) {
      String name = row.path("type").asText() + "@" + row.path("round").asInt();
      Map<String, Boolean> declared = new TreeMap<>();
      row.path("assignees")
          .properties()
          .forEach(one -> declared.put(account(one.getKey()), one.getValue().asBoolean()));
      Set<String> approvals = new TreeSet<>();
      row.path("approvals").forEach(one -> approvals.add(account(one.asText())));
      lines.add(
          "%s %s %s approved by %s"
              .formatted(name, row.path("state").asText(), declared, approvals));
      row.path("findings")
          .forEach(one -> lines.add("%s finding %s".formatted(name, one.path("state").asText())));
      row.path("conditions")
          .forEach(one -> lines.add("%s condition %s".formatted(name, one.path("state").asText())));
    }
    return lines.stream().sorted().toList();
  }

  /** Returns where each round and review stands by the rows that were read last. */
  Map<UUID, String> states() {
    Map<UUID, String> states = new HashMap<>();
    for (String what : List.of("rounds", "reviews")) {
      rows.path(what)
          .forEach(row -> states.put(UUID.fromString(id(row)), row.path("state").asText()));
    }
    return states;
  }

  private String account(String subjectId) {
    return requireNonNull(accounts.getOrDefault(subjectId, subjectId));
  }

  /** Returns the events that were written since it was asked before, in order. */
  List<Told> told() {
    List<Told> events = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(EVENTS)) {
      query.setObject(1, subject.modelId());
      query.setLong(2, seen);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          seen = row.getLong(1);
          events.add(
              new Told(
                  row.getString(2),
                  row.getObject(3, UUID.class),
                  row.getLong(4),
                  EventJson.mapper().readTree(row.getString(5))));
        }
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The log cannot be read", e);
    }
    return events;
  }

  private JsonNode read() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(ROWS)) {
      for (int parameter = 1; parameter <= 4; parameter++) {
        query.setObject(parameter, subject.versionId().toString());
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return EventJson.mapper().readTree(row.getString(1));
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The rows cannot be read", e);
    }
  }
}
