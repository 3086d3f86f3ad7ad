package org.assay.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says which process listens on a port, as far as this user may see it. Source: proc(5), {@code
 * /proc/net/tcp}: the second field is the local address, the fourth the state (0A is listening),
 * the tenth the socket's inode.
 */
final class PortHolder {

  private static final String LISTENING = "0A";

  private PortHolder() {}

  /** The process as "name (pid n)". */
  static Optional<String> of(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      sockets.addAll(listening(Path.of(table), port));
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> holds(process, sockets))
          .findFirst()
          .map(PortHolder::described);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Set<String> listening(Path table, int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      Set<String> sockets = new HashSet<>();
      lines
          .map(line -> line.strip().split("\\s+"))
          .filter(
              fields ->
                  fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING))
          .forEach(fields -> sockets.add("socket:[" + fields[9] + "]"));
      return sockets;
    } catch (IOException _) {
      return Set.of();
    }
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
    } catch (IOException _) {
      return false; // another user's, or gone
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static String described(Path process) {
    try {
      String name = Files.readString(process.resolve("comm"), StandardCharsets.UTF_8).strip();
      return name + " (pid " + process.getFileName() + ")";
    } catch (IOException _) {
      return "pid " + process.getFileName();
    }
  }
}
