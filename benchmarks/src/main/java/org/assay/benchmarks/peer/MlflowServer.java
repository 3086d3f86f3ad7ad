package org.assay.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assay.benchmarks.load.Target;
import org.assay.benchmarks.stack.Database;
import org.assay.local.Ports;
import org.assay.local.python.Python;
import org.assay.local.python.PythonEnvironment;

/**
 * MLflow's own tracking server as its pages say to run it: with its default number of workers,
 * PostgreSQL behind it, and files through it onto the local disk. It asks nobody who they are.
 */
public final class MlflowServer implements AutoCloseable {

  private static final String DATABASE = "mlflow";
  private static final Path REQUIREMENTS = Path.of("benchmarks", "requirements-mlflow.txt");

  /** Its first start makes its tables, one migration after the other. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final Process process;
  private final int port;
  private final Thread end = new Thread(this::stop);
  private String version = "";

  private MlflowServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it with an empty database of its own.
   *
   * @param folder for its packages, files and log
   * @param database the server on which it gets its database
   * @param progress is told of what takes long
   * @throws org.assay.local.python.PythonMissing if the machine has no Python that would do
   * @throws IllegalStateException if it does not start
   */
  public static MlflowServer start(Path folder, Database database, Consumer<String> progress) {
    Path home = folder.toAbsolutePath();
    try {
      Files.createDirectories(home);
      PythonEnvironment python =
          PythonEnvironment.in(
              home.resolve("python"),
              Python.find(System.getenv()),
              REQUIREMENTS.toAbsolutePath(),
              progress::accept);
      database.execute(
          "postgres",
          "drop database if exists " + DATABASE + " with (force)",
          "create database " + DATABASE);
      int port = Ports.free();
      MlflowServer server = new MlflowServer(launched(python, home, database, port), port);
      Runtime.getRuntime().addShutdownHook(server.end);
      server.awaitAnswer(home);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database's address holds a password, so it is no argument, which others could read. */
  private static Process launched(PythonEnvironment python, Path home, Database database, int port)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                python.python().toString(),
                "-m",
                "mlflow",
                "server",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--serve-artifacts",
                "--artifacts-destination",
                home.resolve("artifacts").toString())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output.log").toFile());
    builder
        .environment()
        .put(
            "MLFLOW_BACKEND_STORE_URI",
            "postgresql+psycopg2://postgres:%s@127.0.0.1:%d/%s"
                .formatted(database.password(), database.port(), DATABASE));
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    return builder.start();
  }

  /** Where it answers. */
  public Target target() {
    return Target.loopback(port);
  }

  /** The number of its first process; its workers are children of it. */
  public long pid() {
    return process.pid();
  }

  /** Its version, as it says itself. */
  public String version() {
    return version;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(end);
    stop();
  }

  /** Its workers do not end with the process that started them, so each is ended. */
  private void stop() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join();
      one.destroyForcibly();
    }
  }

  private void awaitAnswer(Path home) throws IOException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!answers(http)) {
        if (!process.isAlive() || System.nanoTime() > until) {
          close();
          throw new IllegalStateException(
              "MLflow's server does not start: " + Files.readString(home.resolve("output.log")));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  private boolean answers(HttpClient http) {
    if (!Ports.answers(port)) {
      return false;
    }
    URI uri = URI.create("http://127.0.0.1:" + port + "/version");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      version = answer.body().strip();
      return answer.statusCode() == 200;
    } catch (IOException _) {
      return false; // still starting
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
