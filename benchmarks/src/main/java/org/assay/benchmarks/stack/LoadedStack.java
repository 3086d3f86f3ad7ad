package org.assay.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assay.benchmarks.load.Target;
import org.assay.local.LocalStack;
import org.assay.local.Overrides;
import org.assay.local.Part;
import org.assay.local.StackPorts;
import org.assay.local.demo.PasswordGrant;

/**
 * A stack of the benchmarks' own, on free ports and with nothing left of an earlier one. Its
 * services have the heap and both compilers that a server would give them, and its gateway does not
 * limit the one caller that the load comes from; nothing else differs from {@code ./assay up}.
 */
public final class LoadedStack implements AutoCloseable {

  /** What the services are started with beside the stack's own options. */
  public static final List<String> SERVICE_OPTIONS =
      List.of("-Xms512m", "-Xmx512m", "-XX:TieredStopAtLevel=4");

  private static final Map<String, String> NO_LIMITS =
      Map.of("ASSAY_LIMIT_REQUESTS_PER_SECOND", "1000000", "ASSAY_LIMIT_BURST", "1000000");

  private final LocalStack stack;
  private final Path home;
  private final HttpClient http;
  private final PasswordGrant tokens;

  private LoadedStack(LocalStack stack, Path home) {
    this.stack = stack;
    this.home = home;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.tokens = new PasswordGrant(URI.create(stack.issuer()), http, Clock.systemUTC());
  }

  /**
   * Starts one in a folder whose earlier stack is wiped. It ends with this process at the latest.
   */
  public static LoadedStack start(Path home, Consumer<String> progress) {
    LocalStack stack = LocalStack.of(StackPorts.free(), home, LoadedStack::overrides);
    stack.wipe();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
    stack.start(progress::accept);
    return new LoadedStack(stack, home);
  }

  private static Overrides overrides(String part) {
    return new Overrides(part.equals("gateway") ? NO_LIMITS : Map.of(), SERVICE_OPTIONS);
  }

  /** The stack itself. */
  public LocalStack stack() {
    return stack;
  }

  /** The gateway. */
  public Target gateway() {
    return Target.of(stack.gatewayUrl());
  }

  /** model-registry-service, without the gateway. */
  public Target registry() {
    return Target.loopback(stack.ports().registry());
  }

  /** Its PostgreSQL. */
  public Database database() {
    return new Database(stack.ports().postgres(), secret("postgres-superuser"));
  }

  /** What PostgreSQL has printed. */
  public Path databaseLog() {
    return stack.process("postgres").log();
  }

  /** A token that is good for the next 4 minutes at least. */
  public String token(String account) {
    return tokens.signIn(account).path("access_token").asText();
  }

  /** The number of a part's process. */
  public long pid(String part) {
    return stack.process(part).pid().orElseThrow();
  }

  /** Stops PostgreSQL and the services that use it, and starts them with its changed settings. */
  public void restartDatabase() {
    List<String> users = List.of("model-registry-service", "project-service", "review-service");
    users.forEach(name -> stack.process(name).stop());
    stack.process("postgres").stop();
    stack.start(_ -> {});
  }

  /** The numbers of the processes of all parts that run, by name. */
  public Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    for (Part part : stack.parts()) {
      part.pid().ifPresent(pid -> pids.put(part.name(), pid));
    }
    return pids;
  }

  private String secret(String name) {
    try {
      return Files.readString(home.resolve("secrets").resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stack.stop();
    http.close();
  }
}
