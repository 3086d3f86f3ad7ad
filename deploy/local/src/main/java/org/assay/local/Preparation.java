package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the start caches of a build: each service starts once on a PostgreSQL and a Kafka of its
 * own, away from every stack, answers a few requests and ends, and its JVM writes what it loaded.
 * There is no Keycloak, whose start would cost more than it shows: nobody signs in here.
 *
 * <p>Only one at a time works on a build; another waits, and then finds nothing to do.
 */
final class Preparation {

  /** The name of its process in the background, and of its folder. */
  static final String NAME = "prepare";

  private static final Duration START = Duration.ofMinutes(3);
  // At its end the JVM starts another one that writes the cache: some 10 s, more on a busy machine.
  private static final Duration WRITE = Duration.ofMinutes(3);

  private final Distribution distribution;
  private final Path work;
  private final StackPorts ports = StackPorts.free();
  private final SecretFolder secrets;

  /**
   * For one stack's folder.
   *
   * @param home the stack's folder; the work is done in one below it
   */
  Preparation(Distribution distribution, Path home) {
    this.distribution = distribution;
    this.work = home.resolve(NAME).resolve("work");
    this.secrets = new SecretFolder(work.resolve("secrets"));
  }

  /** Says whether anything had to be made. */
  boolean run(Progress progress) {
    try {
      Path lock = distribution.root().resolveSibling("start-cache.lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        clear(); // what one that was broken off left, secrets included
        List<Trainee> trainees = trainees().stream().filter(one -> !one.cache().fits()).toList();
        if (!trainees.isEmpty()) {
          make(trainees, progress);
        }
        return !trainees.isEmpty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The start caches could not be made", e);
    }
  }

  private void make(List<Trainee> trainees, Progress progress) throws IOException {
    try (PostgresServer postgres = postgres();
        KafkaServer _ = KafkaServer.start(distribution, work.resolve("kafka"), ports.kafka())) {
      Databases.ensure(postgres, secrets);
      for (Trainee trainee : trainees) {
        Instant from = Instant.now();
        train(trainee);
        progress.line(
            String.format(
                Locale.ROOT,
                "%-23s %4.1f s  start cache of %d MiB",
                trainee.name(),
                Duration.between(from, Instant.now()).toMillis() / 1000.0,
                Files.size(trainee.cache().file()) >> 20));
      }
    } finally {
      clear();
    }
  }

  private PostgresServer postgres() {
    secrets.secret("any"); // makes the folder
    return PostgresServer.start(
        distribution,
        work.resolve("postgres"),
        ports.postgres(),
        Durability.FAST,
        secrets.file("postgres-superuser"));
  }

  private void train(Trainee trainee) throws IOException {
    StartCache cache = trainee.cache();
    String writtenOf = cache.fingerprint();
    PartProcess process =
        PartProcess.start(
            trainee.name(),
            work.resolve(trainee.name()),
            trainee.port(),
            QuarkusProcess.command(
                QuarkusProcess.requireBuilt(trainee.name(), distribution.repository()),
                List.of("-XX:AOTCacheOutput=" + cache.fresh())),
            trainee.environment());
    try {
      process.awaitReady(START, () -> Http.answers(trainee.url() + "/q/health/live"));
      trainee.paths().forEach(path -> Http.answers(trainee.url() + path));
    } catch (PartFailed e) {
      process.kill();
      throw e;
    }
    process.stop("TERM", WRITE);
    if (!Files.exists(cache.fresh())) {
      throw new PartFailed(trainee.name() + " left no start cache. " + process.endOfLog());
    }
    cache.keep(writtenOf);
  }

  private List<Trainee> trainees() {
    ServiceSettings settings = new ServiceSettings(ports, secrets, work);
    return List.of(
        service("project-service", "project", ports.project(), settings),
        service("model-registry-service", "registry", ports.registry(), settings),
        service("review-service", "review", ports.review(), settings),
        new Trainee(
            "gateway",
            cache("gateway"),
            ports.gateway(),
            settings.ofGateway(),
            List.of(
                "/q/health/ready",
                "/docs",
                "/docs/problems",
                "/openapi",
                "/api/v1/projects",
                "/q/metrics")));
  }

  private Trainee service(String name, String database, int port, ServiceSettings settings) {
    Map<String, String> environment = new HashMap<>(settings.ofService(name, database, port));
    // Nothing is in flight that would have to be waited for.
    environment.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GRACEFUL_SHUTDOWN", "false");
    return new Trainee(
        name,
        cache(name),
        port,
        environment,
        List.of("/q/health/ready", "/openapi", "/api/v1/projects", "/api/v1/models", "/q/metrics"));
  }

  private StartCache cache(String name) {
    return QuarkusProcess.cache(name, distribution.repository());
  }

  private void clear() throws IOException {
    Folders.delete(PostgresServer.shelter(work.resolve("postgres")));
    Folders.delete(work);
  }

  /** One service that is started to be watched. */
  private record Trainee(
      String name,
      StartCache cache,
      int port,
      Map<String, String> environment,
      List<String> paths) {

    String url() {
      return "http://127.0.0.1:" + port;
    }
  }
}
