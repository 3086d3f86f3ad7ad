package org.assay.verification.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assay.local.Folders;
import org.assay.local.LocalStack;
import org.assay.local.Overrides;
import org.assay.local.Part;
import org.assay.local.PartFailed;
import org.assay.local.StackPorts;

/**
 * A whole of its own on free ports, to be broken: parts can be killed, stopped, frozen and started
 * with other settings, and the databases looked into.
 */
public final class Installation implements AutoCloseable {

  private final Path home;
  private final LocalStack stack;
  private final Map<String, Overrides> overrides = new ConcurrentHashMap<>();
  private final AtomicInteger brokerGeneration = new AtomicInteger(1);

  private Installation(Path home) {
    this.home = home.toAbsolutePath().normalize();
    this.stack = LocalStack.of(StackPorts.free(), this.home, this::overrides);
  }

  /** One in this folder, not started; what an earlier one left there is deleted at the start. */
  public static Installation in(Path home) {
    return new Installation(home);
  }

  /** Starts all of it anew; it is stopped with this JVM at the latest. */
  public void start(Consumer<String> progress) {
    stack.wipe();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
    stack.start(progress::accept);
  }

  /** What a part is started with beside what the stack gives it. */
  public Overrides overrides(String part) {
    return overrides.getOrDefault(part, Overrides.none());
  }

  /** Changes what a service or the gateway is started with, from its next start on. */
  public void override(String part, UnaryOperator<Overrides> change) {
    overrides.compute(part, (_, now) -> change.apply(now == null ? Overrides.none() : now));
  }

  /** The folder of its data and logs. */
  public Path home() {
    return home;
  }

  /** The processes. */
  public LocalStack stack() {
    return stack;
  }

  /** One part, to stop, kill or start. */
  public Part part(String name) {
    return stack.process(name);
  }

  /** What a part printed since its last start. */
  public Path log(String part) {
    return part(part).log();
  }

  /** What Kafka's clients connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + stack.ports().kafka();
  }

  /** How often the broker was made anew, from 1; what it had held before is gone. */
  public int brokerGeneration() {
    return brokerGeneration.get();
  }

  /** Says that the broker lost all it held and is about to begin anew. */
  public void brokerBeginsAnew() {
    brokerGeneration.incrementAndGet();
  }

  /**
   * A new connection of the superuser to a service's database; the caller closes it.
   *
   * @throws SQLException if PostgreSQL does not take it
   */
  public Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=5&socketTimeout=60"
            .formatted(stack.ports().postgres(), database.label()),
        "postgres",
        databasePassword());
  }

  /**
   * Runs statements of the superuser in a service's database.
   *
   * @throws PartFailed if PostgreSQL refuses one
   */
  public void execute(Database database, List<String> statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new PartFailed("The database " + database.label() + " refused: " + e.getMessage(), e);
    }
  }

  /** Deletes all that the broker holds, while it does not run. */
  public void emptyBroker() {
    try {
      Folders.delete(home.resolve("kafka").resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a signal, such as {@code STOP}, to a part's process, if it lives. */
  public void signal(String part, String signal) {
    part(part).pid().ifPresent(pid -> signal(pid, signal));
  }

  /** Sends a signal to a process of this installation. */
  public static void signal(long pid, String signal) {
    try {
      // The shell's own kill: a small machine may have no /bin/kill.
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(10, TimeUnit.SECONDS)) {
        throw new PartFailed("kill -" + signal + " " + pid + " did not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }

  /**
   * Waits until a part has ended.
   *
   * @throws PartFailed if it has not in time
   */
  public void awaitEnd(String part, Duration patience) {
    Pause.until(patience, () -> !part(part).running(), () -> new PartFailed(part + " did not end"));
  }

  /** Stops all. The data stay, for whoever wants to look. */
  @Override
  public void close() {
    stack.stop();
  }

  /** The password of the database's superuser. */
  public String databasePassword() {
    try {
      return Files.readString(home.resolve("secrets").resolve("postgres-superuser")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
