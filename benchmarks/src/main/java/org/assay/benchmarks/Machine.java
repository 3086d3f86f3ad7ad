package org.assay.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assay.benchmarks.peer.Nginx;
import org.assay.benchmarks.peer.Pgbench;
import org.assay.benchmarks.stack.LoadedStack;

/** The machine, versions and flags that a figure belongs to. */
final class Machine {

  private static final Path DISTRIBUTION = Path.of("deploy", "local", "target", "dist");

  private Machine() {}

  /** All of it, by name, in the order in which it is told. */
  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", first("/proc/cpuinfo", "model name\\s*:\\s*(.*)"));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", first("/proc/meminfo", "MemTotal:\\s*(.*)"));
    facts.put("kernel", output("uname", "-sr"));
    facts.put("load before", first("/proc/loadavg", "(\\S+ \\S+ \\S+)"));
    facts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put(
        "PostgreSQL",
        output(DISTRIBUTION.resolve("postgres/bin/postgres").toString(), "--version"));
    facts.put("Kafka", kafka());
    facts.put("pgbench", Pgbench.program().map(p -> output(p.toString(), "-V")).orElse("none"));
    facts.put("nginx", Nginx.program().map(p -> output(p.toString(), "-v")).orElse("none"));
    facts.put(
        "services' JVM options",
        "as ./assay up has them, and " + String.join(" ", LoadedStack.SERVICE_OPTIONS));
    facts.put("commit", output("git", "rev-parse", "HEAD"));
    facts.put(
        "uncommitted changes",
        output("git", "status", "--porcelain", "--untracked-files=no").isEmpty() ? "no" : "yes");
    return facts;
  }

  private static String kafka() {
    Pattern name = Pattern.compile("kafka_2\\.13-(.*)\\.jar");
    try (Stream<Path> files = Files.find(DISTRIBUTION.resolve("kafka"), 3, (_, _) -> true)) {
      return files
          .map(file -> name.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(found -> found.group(1))
          .findFirst()
          .orElse("unknown");
    } catch (IOException _) {
      return "unknown";
    }
  }

  private static String first(String file, String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern).matcher(Files.readString(Path.of(file))))
          .filter(Matcher::find)
          .map(found -> found.group(1).strip())
          .orElse("unknown");
    } catch (IOException _) {
      return "unknown";
    }
  }

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output.strip() : "unknown";
    } catch (IOException _) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
