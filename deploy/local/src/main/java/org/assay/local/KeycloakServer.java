package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Keycloak 26 on loopback, as a process of its own, with an embedded database in its folder. The
 * same folder can be started again after a stop or a kill; the realm is imported only where it is
 * not there yet.
 *
 * <p>Several servers share one unpacked distribution: the first start builds it once, and each has
 * a home of its own whose {@code lib} and {@code conf} are links.
 */
public final class KeycloakServer implements AutoCloseable {

  static final String NAME = "Keycloak";
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final List<String> SHARED = List.of("lib", "conf", "providers", "themes");
  private static final List<String> OPENED =
      List.of("java.util", "java.util.concurrent", "java.security", "java.lang");

  private final PartProcess process;

  private KeycloakServer(PartProcess process) {
    this.process = process;
  }

  /**
   * Starts it and returns when the realm {@code assay} answers.
   *
   * @param data its folder, made if it is not there
   * @param port the port, 0 for any free one
   * @throws PartFailed if it does not start; the message holds the end of its log
   */
  public static KeycloakServer start(Distribution distribution, Path data, int port, Realm realm) {
    Path home = data.toAbsolutePath().normalize();
    int chosen = Ports.orAnyFree(port);
    try {
      buildOnce(distribution.keycloak());
      furnish(home, distribution.keycloak(), realm.file());
      forgetBrokenFirstStart(home);
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak's folder " + home + " could not be made", e);
    }
    List<String> command = new ArrayList<>(java(distribution.keycloak(), home));
    command.addAll(
        List.of(
            "start",
            "--optimized",
            "--import-realm",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + chosen,
            "--hostname=http://localhost:" + chosen));
    PartProcess process = PartProcess.start(NAME, home, chosen, command, realm.values());
    KeycloakServer server = new KeycloakServer(process);
    try {
      process.awaitReady(
          START, () -> Http.answers(server.issuer() + "/.well-known/openid-configuration"));
      Files.writeString(imported(home), "");
    } catch (IOException e) {
      process.kill();
      throw new UncheckedIOException(e);
    } catch (PartFailed e) {
      process.kill();
      throw e;
    }
    return server;
  }

  /** The server that runs on this folder, if one does. */
  static Optional<KeycloakServer> running(Path data) {
    return PartProcess.running(NAME, data.toAbsolutePath().normalize()).map(KeycloakServer::new);
  }

  /** The issuer of its tokens. */
  public String issuer() {
    return issuer(port());
  }

  static String issuer(int port) {
    return "http://localhost:" + port + "/realms/assay";
  }

  /** The port it listens on, of 127.0.0.1. */
  public int port() {
    return process.port();
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Ends it orderly. Its data stay. */
  public void stop() {
    process.stop("TERM", STOP);
  }

  /** Kills it as {@code kill -9} does. Its data stay. */
  public void kill() {
    process.kill();
  }

  /** Stops it. */
  @Override
  public void close() {
    stop();
  }

  PartProcess process() {
    return process;
  }

  /** Whether the distribution still needs its one build, which takes some 20 s. */
  static boolean needsBuild(Distribution distribution) {
    return !Files.exists(built(distribution.keycloak()));
  }

  private static Path built(Path keycloak) {
    return keycloak.resolve(".built");
  }

  /** Says that the first start came to its end. */
  private static Path imported(Path home) {
    return home.resolve("data").resolve(".imported");
  }

  /**
   * Its first start makes the tables in many steps, and one that was broken off can never be
   * continued.
   */
  private static void forgetBrokenFirstStart(Path home) throws IOException {
    if (!Files.exists(imported(home))) {
      Folders.delete(home.resolve("data").resolve("h2"));
    }
  }

  private static void buildOnce(Path keycloak) throws IOException {
    if (Files.exists(built(keycloak))) {
      return;
    }
    try (FileChannel lock =
        FileChannel.open(
            keycloak.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock(); // another stack may be building it
      if (Files.exists(built(keycloak))) {
        return;
      }
      List<String> command = new ArrayList<>(java(keycloak, keycloak));
      command.addAll(List.of("build", "--db=dev-file"));
      Commands.require("Keycloak's build", command);
      Files.writeString(built(keycloak), "");
    }
  }

  /** Fills the home: links to what is shared, and the realm to import. */
  private static void furnish(Path home, Path keycloak, Path realm) throws IOException {
    Files.createDirectories(home.getParent());
    if (!Files.exists(home)) {
      Files.createDirectory(
          home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
    Files.copy(realm, imports.resolve("assay-realm.json"), StandardCopyOption.REPLACE_EXISTING);
    for (String shared : SHARED) {
      Path link = home.resolve(shared);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, keycloak.resolve(shared));
    }
  }

  /** As Keycloak's own script calls Java, but with a small heap, one collector and one compiler. */
  private static List<String> java(Path keycloak, Path home) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx256m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true"));
    OPENED.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    words.addAll(
        List.of(
            "-cp",
            keycloak.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    return words;
  }
}
