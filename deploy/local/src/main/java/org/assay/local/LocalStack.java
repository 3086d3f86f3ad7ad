package org.assay.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The whole platform on one machine: PostgreSQL, Kafka, Keycloak, three services and the gateway,
 * each a process of its own that outlives the one that started it. Several stacks can run beside
 * each other, each with its own folder and ports.
 */
public final class LocalStack implements AutoCloseable {

  /** The names of the parts, in the order in which they depend on each other. */
  public static final List<String> NAMES =
      List.of(
          "postgres",
          "kafka",
          "keycloak",
          "project-service",
          "model-registry-service",
          "review-service",
          "gateway");

  /** The folder of the Python environment that {@code ./assay demo --mlflow} makes. */
  static final String MLFLOW = "mlflow";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Distribution distribution;
  private final Path repository;
  private final Function<String, Overrides> overrides;
  private final Path home;
  private final StackPorts ports;
  private final SecretFolder secrets;
  private final ServiceSettings settings;
  private final List<Part> foundation;
  private final List<Part> services;
  private final StartUp startUp;

  private LocalStack(
      Distribution distribution,
      Path home,
      StackPorts ports,
      Function<String, Overrides> overrides) {
    this.distribution = distribution;
    this.overrides = overrides;
    this.repository = distribution.repository();
    this.home = home.toAbsolutePath().normalize();
    this.ports = ports;
    this.secrets = new SecretFolder(this.home.resolve("secrets"));
    this.settings = new ServiceSettings(ports, secrets, this.home);
    this.foundation = List.of(postgres(), kafka(), keycloak(settings));
    this.services =
        List.of(
            service(settings, "project-service", "project", ports.project(), "ASSAY_PROJECT_PORT"),
            service(
                settings,
                "model-registry-service",
                "registry",
                ports.registry(),
                "ASSAY_REGISTRY_PORT"),
            service(settings, "review-service", "review", ports.review(), "ASSAY_REVIEW_PORT"),
            quarkus("gateway", ports.gateway(), "ASSAY_GATEWAY_PORT", settings::ofGateway));
    this.startUp = new StartUp(List.of(foundation, services));
  }

  /** The stack of this folder and these ports, running or not. */
  public static LocalStack of(StackPorts ports, Path home) {
    return of(ports, home, _ -> Overrides.none());
  }

  /**
   * As the other one, with something changed of its services, its gateway or its broker.
   *
   * @param overrides asked for the part of this name each time that it is started
   */
  public static LocalStack of(StackPorts ports, Path home, Function<String, Overrides> overrides) {
    return new LocalStack(Distribution.find(), home, ports, overrides);
  }

  /**
   * Starts what does not run of the stack of this folder, and returns when all is ready.
   *
   * @throws PartFailed if a part does not start; what was started is stopped again
   */
  public static LocalStack start(StackPorts ports, Path home) {
    LocalStack stack = of(ports, home);
    stack.start(Progress.silent());
    return stack;
  }

  /**
   * As the other one, on this stack, telling of each part. Says whether anything had to be started.
   */
  public boolean start(Progress progress) {
    services.stream()
        .filter(part -> !part.running())
        .forEach(part -> QuarkusProcess.requireBuilt(part.name(), repository));
    makeHome();
    if (!foundation.get(2).running() && KeycloakServer.needsBuild(distribution)) {
      progress.line("Keycloak is prepared once, which takes about half a minute.");
    }
    boolean started = startUp.run(progress);
    awaitGateway();
    return started;
  }

  /** Ends a start that another thread is in, and stops what it started. */
  void abortStart() {
    startUp.abort();
  }

  /** All parts, in the order of {@link #NAMES}. */
  public List<Part> parts() {
    return Stream.concat(foundation.stream(), services.stream()).toList();
  }

  /**
   * One part, to stop, kill or start it by itself.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Part process(String name) {
    return parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no part '" + name + "', there are " + NAMES));
  }

  /**
   * Another copy of a service, beside the one of this stack: with the same database and in the same
   * group of readers unless the overrides say otherwise. It belongs to whoever asks for it, who
   * also stops it.
   *
   * @param name the service
   * @param label names its folder, below the service's
   * @param port a free port
   */
  public Part another(String name, String label, int port, Overrides with) {
    String database =
        switch (name) {
          case "project-service" -> "project";
          case "model-registry-service" -> "registry";
          case "review-service" -> "review";
          default -> throw new IllegalArgumentException("'" + name + "' is no service");
        };
    Path folder = home.resolve(name).resolve(label);
    return new Part(
        name + " " + label,
        folder,
        new Part.Listening(port, "none", ServiceSettings.url(port), "TERM"),
        () ->
            QuarkusProcess.start(
                name, repository, folder, port, settings.ofService(name, database, port), with));
  }

  /** The gateway's address, such as {@code http://localhost:8080}. */
  public String gatewayUrl() {
    return ServiceSettings.url(ports.gateway());
  }

  /** The issuer of the tokens. */
  public String issuer() {
    return KeycloakServer.issuer(ports.keycloak());
  }

  /** The ports it is made for. */
  public StackPorts ports() {
    return ports;
  }

  /** Stops all parts in order. The data stay. */
  public void stop() {
    stop(Progress.silent());
  }

  /** As the other one, telling of each part. Says whether anything ran. */
  public boolean stop(Progress progress) {
    boolean any = stopServices(progress);
    for (Part part : foundation.reversed()) {
      any |= Stopping.stop(part, progress);
    }
    return any;
  }

  /** Stops the gateway and the services, so that they can be built again. Says whether any ran. */
  boolean stopServices(Progress progress) {
    return Stopping.stopTogether(services, progress);
  }

  /** Stops all and deletes all that this stack keeps. */
  public void wipe() {
    stop();
    try {
      Folders.delete(PostgresServer.shelter(home.resolve("postgres")));
      // By name, never the whole folder: ASSAY_HOME may point at one that holds other things.
      for (String name : NAMES) {
        Folders.delete(home.resolve(name));
      }
      Folders.delete(home.resolve("secrets"));
      Folders.delete(PostgresServer.shelter(home.resolve("prepare/work/postgres")));
      Folders.delete(home.resolve(Preparation.NAME));
      Folders.delete(home.resolve(MLFLOW));
      Files.deleteIfExists(home.resolve("lock"));
      if (Files.isDirectory(home) && isEmpty(home)) {
        Files.delete(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The data under " + home + " could not be deleted", e);
    }
  }

  /** Stops all. The data stay. */
  @Override
  public void close() {
    stop();
  }

  /**
   * A bearer token of a demo account, for 5 minutes.
   *
   * @throws PartFailed if Keycloak does not answer or does not know the account
   */
  public String token(String account) {
    Map<String, String> grant =
        Map.of(
            "client_id",
            "assay-cli",
            "grant_type",
            "password",
            "username",
            account,
            "password",
            account);
    try {
      HttpResponse<String> response =
          Http.postForm(issuer() + "/protocol/openid-connect/token", grant);
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new PartFailed(
            "No token for '"
                + account
                + "': "
                + answer.path("error_description").asText("HTTP " + response.statusCode())
                + ". The demo's accounts are in deploy/keycloak/assay-realm.json.");
      }
      return answer.path("access_token").asText();
    } catch (IOException e) {
      throw new PartFailed(
          "Keycloak does not answer at " + issuer() + ": is it started? ./assay status says.", e);
    }
  }

  /**
   * A bearer token of a demo account that signs in by the provider's form, and so says when that
   * was.
   *
   * @throws PartFailed if Keycloak does not answer or does not know the account
   */
  public String freshToken(String account) {
    try {
      return FormSignIn.signIn(issuer(), account).path("access_token").asText();
    } catch (IOException e) {
      throw new PartFailed(
          "Keycloak did not sign '%s' in at %s: %s".formatted(account, issuer(), e.getMessage()),
          e);
    }
  }

  /**
   * Makes the start caches that this build has not yet, and returns when they are there. Says
   * whether there was anything to make.
   *
   * @throws PartFailed if a service does not start for it; services then start plainly, as before
   */
  public boolean prepare(Progress progress) {
    services.forEach(part -> QuarkusProcess.requireBuilt(part.name(), repository));
    makeHome();
    return new Preparation(distribution, home).run(progress);
  }

  /** Whether a service would start plainly now, for want of a start cache of this build. */
  boolean startsPlainly() {
    return services.stream()
        .anyMatch(part -> !QuarkusProcess.cache(part.name(), repository).fits());
  }

  Path home() {
    return home;
  }

  private Part postgres() {
    Path folder = home.resolve("postgres");
    return new Part(
        "postgres",
        folder,
        new Part.Listening(
            ports.postgres(), "ASSAY_POSTGRES_PORT", "127.0.0.1:" + ports.postgres(), "INT"),
        () -> {
          secrets.secret(Databases.owner("project")); // makes the folder
          PostgresServer server =
              PostgresServer.start(
                  distribution,
                  folder,
                  ports.postgres(),
                  Durability.DURABLE,
                  secrets.file("postgres-superuser"));
          Databases.ensure(server, secrets);
        });
  }

  private Part kafka() {
    Path folder = home.resolve("kafka");
    return new Part(
        "kafka",
        folder,
        new Part.Listening(ports.kafka(), "ASSAY_KAFKA_PORT", "127.0.0.1:" + ports.kafka(), "TERM"),
        () -> KafkaServer.start(distribution, folder, ports.kafka(), ofBroker()));
  }

  /**
   * A topic is made by its service alone. A broker that lost all it held would else make it for
   * what a relay has in flight, and a reader would find late events before early ones.
   */
  private Map<String, String> ofBroker() {
    Map<String, String> entries = new HashMap<>(Map.of("auto.create.topics.enable", "false"));
    entries.putAll(overrides.apply("kafka").environment());
    return entries;
  }

  private Part keycloak(ServiceSettings settings) {
    Path folder = home.resolve("keycloak");
    Path realm = repository.resolve("deploy/keycloak/assay-realm.json");
    return new Part(
        "keycloak",
        folder,
        new Part.Listening(
            ports.keycloak(), "ASSAY_KEYCLOAK_PORT", ServiceSettings.url(ports.keycloak()), "TERM"),
        () ->
            KeycloakServer.start(
                distribution, folder, ports.keycloak(), new Realm(realm, settings.ofRealm())));
  }

  private Part service(
      ServiceSettings settings, String name, String database, int port, String variable) {
    return quarkus(name, port, variable, () -> settings.ofService(name, database, port));
  }

  private Part quarkus(
      String name, int port, String variable, Supplier<Map<String, String>> environment) {
    Path folder = home.resolve(name);
    return new Part(
        name,
        folder,
        new Part.Listening(port, variable, ServiceSettings.url(port), "TERM"),
        () ->
            QuarkusProcess.start(
                name, repository, folder, port, environment.get(), overrides.apply(name)));
  }

  private void awaitGateway() {
    Part gateway = process("gateway");
    Optional<PartProcess> process = gateway.process();
    if (process.isEmpty()) {
      throw new PartFailed("gateway ended. " + gateway.endOfLog());
    }
    process
        .get()
        .awaitReady(Duration.ofMinutes(1), () -> Http.answers(gatewayUrl() + "/q/health/ready"));
  }

  private void makeHome() {
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + home + " cannot be made", e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
