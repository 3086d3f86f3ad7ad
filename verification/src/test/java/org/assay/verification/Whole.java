package org.assay.verification;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assay.local.LocalStack;
import org.assay.local.StackPorts;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.PasswordGrant;
import org.assay.local.demo.Request;
import org.assay.local.demo.StoryFailed;

/**
 * The installation that the tests of one process share: every part a process of its own, on free
 * ports, with its data and logs under {@code target/whole-1} and so on. It is stopped at the end of
 * that process, however it ends.
 */
final class Whole {

  /**
   * Keycloak makes this administrator at its first start; the build's environment gives both words.
   */
  private static final String ADMINISTRATOR =
      System.getenv().getOrDefault("KC_BOOTSTRAP_ADMIN_USERNAME", "");

  private static final String PASSWORD =
      System.getenv().getOrDefault("KC_BOOTSTRAP_ADMIN_PASSWORD", "");
  private static final Duration RECOVERY = Duration.ofSeconds(60);

  private final LocalStack stack;
  private final Path home;
  private final PasswordGrant tokens;
  private final GatewayClient gateway;
  private final RealmAdmin realm;
  private final EventLogs logs;

  private Whole(LocalStack stack, Path home) {
    this.stack = stack;
    this.home = home;
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.tokens = new PasswordGrant(URI.create(stack.issuer()), http, Clock.systemUTC());
    this.gateway = new GatewayClient(URI.create(stack.gatewayUrl()), http, tokens);
    URI keycloak = URI.create("http://localhost:" + stack.ports().keycloak());
    this.realm = new RealmAdmin(keycloak, ADMINISTRATOR, PASSWORD, http);
    this.logs = new EventLogs(stack.ports().postgres(), superuserPassword(home));
  }

  /**
   * Starts it, with nothing left of an earlier run; or takes the one that runs in the folder {@code
   * -Dassay.verification.home}, on the ports of the environment, and leaves it running (with {@code
   * -Dverification.forks=1}, since tests break its parts).
   */
  static Whole start() {
    String running = System.getProperty("assay.verification.home", "");
    if (!running.isEmpty()) {
      Path home = Path.of(running).toAbsolutePath();
      return new Whole(LocalStack.of(StackPorts.of(System.getenv()), home), home);
    }
    String own = System.getProperty("assay.verification.folder", "whole-1");
    Path home = Path.of("target", own).toAbsolutePath();
    LocalStack stack = LocalStack.of(StackPorts.free(), home);
    stack.wipe();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
    stack.start(line -> System.out.println("[whole] " + line));
    return new Whole(stack, home);
  }

  GatewayClient gateway() {
    return gateway;
  }

  Setting setting() {
    return new Setting(gateway);
  }

  PasswordGrant tokens() {
    return tokens;
  }

  RealmAdmin realm() {
    return realm;
  }

  EventLogs logs() {
    return logs;
  }

  String gatewayUrl() {
    return stack.gatewayUrl();
  }

  /** Where a part keeps what is its own. */
  Path folder(Part part) {
    return home.resolve(part.label());
  }

  /** What {@code ./assay} needs to know to mean this installation and no other. */
  Map<String, String> environment() {
    StackPorts ports = stack.ports();
    return Map.of(
        "ASSAY_HOME", home.toString(),
        "ASSAY_GATEWAY_PORT", Integer.toString(ports.gateway()),
        "ASSAY_PROJECT_PORT", Integer.toString(ports.project()),
        "ASSAY_REGISTRY_PORT", Integer.toString(ports.registry()),
        "ASSAY_REVIEW_PORT", Integer.toString(ports.review()),
        "ASSAY_KEYCLOAK_PORT", Integer.toString(ports.keycloak()),
        "ASSAY_POSTGRES_PORT", Integer.toString(ports.postgres()),
        "ASSAY_KAFKA_PORT", Integer.toString(ports.kafka()));
  }

  boolean runs(Part part) {
    return stack.process(part.label()).running();
  }

  /** The most memory that a part has held since its start, by the kernel's count. */
  long peakMebibytes(Part part) {
    try {
      String pid =
          Files.readString(home.resolve(part.label()).resolve("server.pid")).split("\\s", 2)[0];
      return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a part orderly, until the outage is closed. */
  Outage stopped(Part part) {
    stack.process(part.label()).stop();
    return () -> restart(part);
  }

  /** Kills a part as {@code kill -9} does, until the outage is closed. */
  Outage killed(Part part) {
    stack.process(part.label()).kill();
    return () -> restart(part);
  }

  private void restart(Part part) {
    stack.process(part.label()).start();
    for (String path : List.of("/api/v1/projects", "/api/v1/models", "/api/v1/reviews")) {
      await().atMost(RECOVERY).until(() -> granted(Request.get(Setting.LEAD, path)));
    }
  }

  private boolean granted(Request request) {
    try {
      return gateway.send(request).ok();
    } catch (StoryFailed _) {
      return false;
    }
  }

  private static String superuserPassword(Path home) {
    try {
      return Files.readString(home.resolve("secrets").resolve("postgres-superuser")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The time while a part is away; its end starts the part and waits until every service answers
   * again.
   */
  interface Outage extends AutoCloseable {

    @Override
    void close();
  }
}
