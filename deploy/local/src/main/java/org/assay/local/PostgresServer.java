package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 on loopback, as a process of its own. The same data folder can be started again
 * after a stop or a kill. PostgreSQL refuses root, so root starts it as {@code nobody}.
 *
 * <p>The superuser is {@code postgres}; its password is made with the data and kept in the folder's
 * {@code password}, which only the owner may read. Nobody ends the server but the caller: tests
 * register a shutdown hook.
 */
public final class PostgresServer implements AutoCloseable {

  static final String NAME = "PostgreSQL";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration LAST_ONE_GOES = Duration.ofSeconds(15);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final PartProcess process;
  private final String password;

  private PostgresServer(PartProcess process, String password) {
    this.process = process;
    this.password = password;
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param data its folder, made and initialised if it is not there
   * @param port the port, 0 for any free one
   * @throws PartFailed if it does not start; the message holds the end of its log
   */
  public static PostgresServer start(
      Distribution distribution, Path data, int port, Durability durability) {
    return start(distribution, data, port, durability, data.resolve("password"));
  }

  /** As the public one, with the superuser's password kept in a file elsewhere. */
  static PostgresServer start(
      Distribution distribution, Path data, int port, Durability durability, Path passwordFile) {
    Path folder = data.toAbsolutePath().normalize();
    Layout layout = Layout.of(distribution, folder);
    String password = initialised(layout, passwordFile);
    int chosen = Ports.orAnyFree(port);
    List<String> command =
        new ArrayList<>(List.of(layout.program("postgres"), "-D", layout.cluster().toString()));
    settings(chosen, durability).forEach(setting -> command.addAll(List.of("-c", setting)));
    List<String> words = layout.asOwner(command);
    Instant end = Instant.now().plus(LAST_ONE_GOES);
    while (true) {
      try {
        return started(PartProcess.start(NAME, folder, chosen, words, Map.of()), password);
      } catch (PartFailed e) {
        if (!stillHeld(e) || Instant.now().isAfter(end)) {
          throw e;
        }
        PartProcess.pause();
      }
    }
  }

  private static PostgresServer started(PartProcess process, String password) {
    PostgresServer server = new PostgresServer(process, password);
    try {
      process.awaitReady(START, server::answers);
      return server;
    } catch (PartFailed e) {
      process.kill();
      throw e;
    }
  }

  /** A killed server holds its data until the system has done away with its last process. */
  private static boolean stillHeld(PartFailed failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("lock file \"postmaster.pid\" already exists")
        || message.contains("pre-existing shared memory block");
  }

  /** The server that runs on this folder, if one does. */
  static Optional<PostgresServer> running(Path data, Path passwordFile) {
    return PartProcess.running(NAME, data.toAbsolutePath().normalize())
        .map(process -> new PostgresServer(process, read(passwordFile)));
  }

  /**
   * Where the data of this folder lies if not in it: root's {@code nobody} may be unable to enter
   * it.
   */
  static Path shelter(Path data) {
    return Nobody.shelterOf(data);
  }

  /** The port it listens on, of 127.0.0.1. */
  public int port() {
    return process.port();
  }

  /** The number of its first process. */
  public long pid() {
    return process.pid();
  }

  /** The JDBC address of a database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** The password of the superuser {@code postgres}. */
  public String password() {
    return password;
  }

  /**
   * A new connection of the superuser; the caller closes it.
   *
   * @throws SQLException if the server does not take it
   */
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    @Nullable Connection connection =
        new org.postgresql.Driver().connect(jdbcUrl(database), properties);
    if (connection == null) {
      throw new SQLException("the driver does not take " + jdbcUrl(database));
    }
    return connection;
  }

  /** Ends it orderly; clients are cut off. Its data stay. */
  public void stop() {
    process.stop("INT", STOP);
  }

  /** Kills it as {@code kill -9} does and waits until all its processes are gone. Its data stay. */
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

  private boolean answers() {
    if (!Ports.answers(port())) {
      return false;
    }
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false; // still starting
    }
  }

  private static List<String> settings(int port, Durability durability) {
    List<String> settings = new ArrayList<>();
    settings.add("port=" + port);
    settings.add("listen_addresses=127.0.0.1");
    settings.add(
        "unix_socket_directories="); // a socket would need a short path that nobody may write
    settings.add("max_connections=200");
    settings.add("timezone=UTC");
    settings.add("log_timezone=UTC");
    settings.addAll(durability.settings());
    return settings;
  }

  /** Makes the cluster if there is none; gives the superuser's password. */
  private static String initialised(Layout layout, Path kept) {
    if (Files.exists(layout.cluster().resolve("PG_VERSION")) && Files.exists(kept)) {
      return read(kept);
    }
    if (Files.exists(layout.cluster())) {
      throw new PartFailed(
          layout.cluster()
              + " has no password in "
              + kept
              + ": not made here, or half deleted. Delete it, or put the"
              + " password back.");
    }
    try {
      // Made beside its place and moved at the end: what is broken off is never taken for a
      // cluster.
      Path fresh = layout.cluster().resolveSibling("cluster.new");
      Folders.delete(fresh);
      String password = Secrets.fresh();
      Path told = layout.cluster().resolveSibling("password.new");
      Files.deleteIfExists(told);
      Secrets.write(told, password);
      layout.give(
          Files.createDirectory(
              fresh,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
      layout.give(told);
      Commands.require("initdb", layout.asOwner(initdb(layout, fresh, told)));
      Files.delete(told);
      Files.deleteIfExists(kept);
      Secrets.write(kept, password);
      Files.move(fresh, layout.cluster(), StandardCopyOption.ATOMIC_MOVE);
      return password;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> initdb(Layout layout, Path cluster, Path passwordFile) {
    return List.of(
        layout.program("initdb"),
        "--pgdata=" + cluster,
        "--username=postgres",
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
        "--no-instructions");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where programs and data are, which depends on who runs them. */
  private record Layout(Path programs, Path cluster, boolean nobody) {

    static Layout of(Distribution distribution, Path folder) {
      try {
        Files.createDirectories(folder);
        if (!Nobody.needed()) {
          return new Layout(distribution.postgres(), folder.resolve("cluster"), false);
        }
        Path home = Nobody.canEnter(folder) ? folder : sheltered(folder);
        return new Layout(reachable(distribution), home.resolve("cluster"), true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * The folder that stands in for one that nobody cannot enter; a link in that one leads here.
     */
    private static Path sheltered(Path folder) throws IOException {
      Path shelter = Nobody.shelterOf(folder);
      Path link = folder.resolve("cluster");
      if (!Files.isSymbolicLink(link)) {
        Folders.delete(shelter); // of a folder of the same name that somebody deleted
        Files.createDirectories(shelter);
        Files.createSymbolicLink(link, shelter.resolve("cluster"));
      }
      return shelter;
    }

    /** The programs, copied to where nobody may run them if need be. */
    private static Path reachable(Distribution distribution) throws IOException {
      if (Nobody.canEnter(distribution.postgres().resolve("bin"))) {
        return distribution.postgres();
      }
      Path copy = Nobody.shelterOf(distribution.postgres());
      String source = read(distribution.postgres().resolve(".source"));
      if (Files.exists(copy.resolve(".source")) && read(copy.resolve(".source")).equals(source)) {
        return copy;
      }
      Files.createDirectories(copy.getParent());
      Path work = copy.resolveSibling(copy.getFileName() + "." + ProcessHandle.current().pid());
      Folders.delete(work);
      Commands.require(
          "cp", List.of("cp", "-a", distribution.postgres().toString(), work.toString()));
      Folders.delete(copy);
      Files.move(work, copy, StandardCopyOption.ATOMIC_MOVE);
      return copy;
    }

    String program(String name) {
      return programs.resolve("bin").resolve(name).toString();
    }

    List<String> asOwner(List<String> command) {
      return nobody ? Nobody.command(command) : command;
    }

    void give(Path path) {
      if (nobody) {
        Nobody.own(path);
      }
    }
  }
}
