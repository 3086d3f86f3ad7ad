package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One process of the stack, known by its folder: {@code server.log} is what it prints, {@code
 * server.pid} says which process it is. It runs in a session of its own and so outlives the shell
 * and the terminal that started it.
 *
 * <p>A process is named by its number, the boot and its start time in clock ticks, so that a
 * recycled number is never taken for it.
 */
final class PartProcess {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration END_OF_KILLED = Duration.ofSeconds(10);
  private static final int LOG_LINES = 25;
  private static final int LOG_BYTES = 64 * 1024;
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final String name;
  private final Path folder;
  private final long pid;
  private final String birth;
  private final int port;

  private PartProcess(String name, Path folder, long pid, String birth, int port) {
    this.name = name;
    this.folder = folder;
    this.pid = pid;
    this.birth = birth;
    this.port = port;
  }

  /**
   * Starts it, its output in a new {@code server.log} (the last one becomes {@code server.log.1}),
   * and notes it in {@code server.pid}.
   */
  static PartProcess start(
      String name, Path folder, int port, List<String> command, Map<String, String> environment) {
    try {
      Files.createDirectories(folder);
      if (Files.exists(log(folder))) {
        Files.move(
            log(folder), folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
      List<String> words = new ArrayList<>(List.of("setsid"));
      words.addAll(command);
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
      long pid = builder.start().pid();
      PartProcess process = new PartProcess(name, folder, pid, birth(pid).orElse("gone"), port);
      process.note();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  /** The process that the folder's {@code server.pid} names, if it still runs. */
  static Optional<PartProcess> running(String name, Path folder) {
    try {
      Path note = folder.resolve("server.pid");
      if (!Files.exists(note)) {
        return Optional.empty();
      }
      String[] words = Files.readString(note).strip().split(" ", 3);
      if (words.length != 3) {
        return Optional.empty();
      }
      PartProcess noted =
          new PartProcess(
              name, folder, Long.parseLong(words[0]), words[2], Integer.parseInt(words[1]));
      return noted.alive() ? Optional.of(noted) : Optional.empty();
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  static Path log(Path folder) {
    return folder.resolve("server.log");
  }

  long pid() {
    return pid;
  }

  int port() {
    return port;
  }

  boolean alive() {
    return birth(pid).filter(birth::equals).isPresent();
  }

  /**
   * Waits until it is ready.
   *
   * @throws PartFailed if it ends before, or is not ready in time; the process is left as it is
   */
  void awaitReady(Duration patience, BooleanSupplier ready) {
    Instant end = Instant.now().plus(patience);
    while (!ready.getAsBoolean()) {
      if (!alive()) {
        throw new PartFailed(name + " ended during its start. " + endOfLog());
      }
      if (Instant.now().isAfter(end)) {
        throw new PartFailed(
            name + " was not ready after " + patience.toSeconds() + " s. " + endOfLog());
      }
      pause();
    }
  }

  /** Asks it to end by the signal ({@code TERM}, {@code INT}); after the patience it is killed. */
  void stop(String signal, Duration patience) {
    if (alive()) {
      send(signal);
      if (!awaitEnd(patience)) {
        kill();
      }
    }
    forget();
  }

  /** Kills it and its children as {@code kill -9} does, and waits until they are gone. */
  void kill() {
    boolean interrupted = Thread.interrupted(); // whoever breaks off a start still wants it killed
    if (alive()) {
      List<ProcessHandle> children =
          ProcessHandle.of(pid).map(p -> p.descendants().toList()).orElse(List.of());
      send("KILL");
      awaitEnd(END_OF_KILLED);
      children.forEach(ProcessHandle::destroyForcibly);
      children.forEach(PartProcess::awaitChild);
    }
    forget();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether the folder names a process that is no more: it died, for an orderly end removes its
   * name.
   */
  static boolean died(String name, Path folder) {
    return Files.exists(folder.resolve("server.pid")) && running(name, folder).isEmpty();
  }

  /** Its resident memory in MiB. Source: proc(5), VmRSS of /proc/pid/status, in KiB. */
  long residentMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }

  /** The last lines it printed, with the path of the whole. */
  String endOfLog() {
    return endOfLog(folder);
  }

  static String endOfLog(Path folder) {
    Path log = log(folder);
    return "The end of its log (" + log + "):\n" + tail(log, LOG_LINES);
  }

  static String tail(Path log, int lines) {
    try (var file = Files.newByteChannel(log)) {
      long from = Math.max(0, file.size() - LOG_BYTES);
      file.position(from);
      var bytes = new byte[(int) (file.size() - from)];
      var buffer = java.nio.ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining() && file.read(buffer) >= 0) {}
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException _) {
      return "(no log)";
    }
  }

  private static void awaitChild(ProcessHandle child) {
    Instant end = Instant.now().plus(END_OF_KILLED);
    while (birth(child.pid()).isPresent() && child.isAlive() && Instant.now().isBefore(end)) {
      pause();
    }
  }

  private boolean awaitEnd(Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (alive()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      pause();
    }
    return true;
  }

  private void send(String signal) {
    switch (signal) {
      case "KILL" -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      case "TERM" -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
      // The shell's own kill: a small machine may have no /bin/kill.
      default -> Commands.run(List.of("sh", "-c", "kill -" + signal + " " + pid));
    }
  }

  private void note() throws IOException {
    Path fresh = folder.resolve("server.pid.new");
    Files.writeString(fresh, pid + " " + port + " " + birth + "\n");
    Files.move(
        fresh,
        folder.resolve("server.pid"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void forget() {
    try {
      Files.deleteIfExists(folder.resolve("server.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Boot and start time of a living process; a zombie is not living. Source: proc(5),
   * /proc/pid/stat fields 3 and 22.
   */
  private static Optional<String> birth(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(BOOT_ID).strip() + ":" + fields[19]);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }
}
