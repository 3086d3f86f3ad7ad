package org.assay.verification.fault;

import java.net.URI;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assay.local.PartFailed;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.PasswordGrant;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.local.demo.StoryFailed;

/**
 * How long it takes until a part works again: until the gateway answers a path of it with success,
 * and of the broker until the events that waited have been told.
 */
final class Recovery implements AutoCloseable {

  private static final Sender LEAD = Sender.account("lead");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final Duration TIME_OUT = Duration.ofSeconds(2);

  private final Installation installation;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final GatewayClient gateway;
  private final Map<String, List<Duration>> times = new TreeMap<>();

  Recovery(Installation installation) {
    this.installation = installation;
    PasswordGrant tokens =
        new PasswordGrant(URI.create(installation.stack().issuer()), http, Clock.systemUTC());
    this.gateway =
        new GatewayClient(URI.create(installation.stack().gatewayUrl()), http, tokens, TIME_OUT);
  }

  /**
   * Heals the fault and waits until its part works.
   *
   * @param from when the time begins, as {@link System#nanoTime()} has it
   * @return whether it does within the limit
   */
  boolean heal(Fault fault, Injection injection, long from) {
    Map<Database, Long> heads = fault.part().equals("kafka") ? heads() : Map.of();
    injection.close();
    boolean works = Pause.until(LIMIT, () -> works(fault.part(), heads));
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    times.computeIfAbsent(fault.part(), _ -> new ArrayList<>()).add(took);
    return works;
  }

  /** The times by part, each in ascending order. */
  Map<String, List<Duration>> times() {
    Map<String, List<Duration>> sorted = new TreeMap<>();
    times.forEach((part, all) -> sorted.put(part, all.stream().sorted().toList()));
    return sorted;
  }

  @Override
  public void close() {
    http.close();
  }

  private boolean works(String part, Map<Database, Long> heads) {
    return part.equals("kafka")
        ? heads.entrySet().stream().allMatch(head -> told(head.getKey(), head.getValue()))
        : paths(part).allMatch(this::granted);
  }

  private static Stream<String> paths(String part) {
    String projects = "/api/v1/projects?limit=1";
    String models = "/api/v1/models?limit=1";
    String reviews = "/api/v1/reviews?limit=1";
    return switch (part) {
      case "project-service" -> Stream.of(projects);
      case "model-registry-service" -> Stream.of(models);
      case "review-service" -> Stream.of(reviews);
      case "gateway" -> Stream.of("/api/v1/me");
      default -> Stream.of(projects, models, reviews);
    };
  }

  private boolean granted(String path) {
    try {
      return gateway.send(Request.get(LEAD, path)).ok();
    } catch (StoryFailed _) {
      return false;
    }
  }

  private Map<Database, Long> heads() {
    Map<Database, Long> heads = new EnumMap<>(Database.class);
    for (Database database : Database.values()) {
      heads.put(database, head(database));
    }
    return heads;
  }

  /** Asked until the database answers: of a head taken for 0 the broker would recover at once. */
  private long head(Database database) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() - end < 0) {
      OptionalLong head = number(database, "select coalesce(max(position), 0) from event_position");
      if (head.isPresent()) {
        return head.getAsLong();
      }
      Pause.of(AGAIN);
    }
    throw new PartFailed("The database " + database.label() + " does not say how long its log is");
  }

  private boolean told(Database database, long head) {
    OptionalLong position = number(database, "select position from relay_cursor");
    return position.isPresent() && position.getAsLong() >= head;
  }

  /** Empty where the database does not answer. */
  private OptionalLong number(Database database, String query) {
    try (Connection connection = installation.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return OptionalLong.of(row.getLong(1));
    } catch (SQLException _) {
      return OptionalLong.empty();
    }
  }
}
