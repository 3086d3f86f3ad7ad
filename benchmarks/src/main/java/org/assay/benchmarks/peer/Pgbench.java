package org.assay.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assay.benchmarks.stack.Database;

/** PostgreSQL's own load generator, as the system has it. */
public final class Pgbench {

  private static final Pattern RATE =
      Pattern.compile("(?m)^tps = ([0-9.]+) \\(without initial connection time\\)");
  private static final Pattern LATENCY = Pattern.compile("(?m)^latency average = ([0-9.]+) ms");
  private static final Pattern FAILED =
      Pattern.compile("(?m)^number of failed transactions: (\\d+)");

  private final Path program;
  private final Database database;

  private Pgbench(Path program, Database database) {
    this.program = program;
    this.database = database;
  }

  /**
   * The one that is installed.
   *
   * @throws IllegalStateException if none is; the message says what to install
   */
  public static Pgbench find(Database database) {
    return new Pgbench(
        program()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "there is no pgbench on the PATH or under /usr/lib/postgresql. Install it,"
                            + " on Debian by: apt-get install postgresql-contrib, or the package"
                            + " postgresql-15 (postgresql-NN elsewhere)")),
        database);
  }

  /** Where it is, if it is installed. */
  public static Optional<Path> program() {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      folders.add(Path.of(folder.isEmpty() ? "." : folder));
    }
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      versions.map(version -> version.resolve("bin")).forEach(folders::add);
    } catch (IOException _) {
      // Debian's place for it is not there; the PATH may still have one.
    }
    return folders.stream()
        .map(folder -> folder.resolve("pgbench"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a script with prepared statements.
   *
   * @param start where the script's {@code :n} starts: a thing no earlier run has come to
   */
  public Rate run(Path script, String name, int clients, Duration length, long start) {
    List<String> command =
        List.of(
            program.toString(),
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + clients,
            "--jobs=2",
            "--time=" + length.toSeconds(),
            "--define=n=" + start,
            "--file=" + script,
            "--host=127.0.0.1",
            "--port=" + database.port(),
            "--username=postgres",
            name);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", database.password());
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("pgbench failed: " + output);
      }
      return parsed(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static Rate parsed(String output) {
    if (number(FAILED, output).orElse(0.0) > 0) {
      throw new IllegalStateException("pgbench had failures: " + output);
    }
    return new Rate(
        number(RATE, output)
            .orElseThrow(() -> new IllegalStateException("pgbench said no rate: " + output)),
        number(LATENCY, output).orElse(0.0));
  }

  private static Optional<Double> number(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    return matcher.find() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
  }

  /**
   * What it found.
   *
   * @param perSecond transactions a second, without the time to connect
   * @param meanMillis the mean of their latencies
   */
  public record Rate(double perSecond, double meanMillis) {}
}
