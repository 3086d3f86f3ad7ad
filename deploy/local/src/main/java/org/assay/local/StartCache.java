package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JDK's ahead-of-time cache of one service (JEP 483 and 514): its classes as they are once
 * loaded and linked, so that a start need not do it again. It fits one build, one JDK and one set
 * of JVM options, and beside it stands which; where anything differs, or nothing is there, a start
 * is a plain one. The JVM itself also refuses a file that does not fit, and then starts plainly.
 *
 * <p>It lies in the module's {@code target}, so every stack of the repository shares it; {@link
 * Preparation} makes it.
 *
 * @param application the module's {@code target/quarkus-app}
 * @param options what the JVM of the service is started with
 */
record StartCache(Path application, List<String> options) {

  /** Set to {@code off}, no start uses a cache and {@code up} makes none. */
  static final String VARIABLE = "ASSAY_START_CACHE";

  static boolean wanted() {
    return !"off".equals(System.getenv(VARIABLE));
  }

  /** The cache itself, there or not. */
  Path file() {
    return application.resolveSibling("start-cache").resolve("service.aot");
  }

  /** Whether it is there and was made of this build by this JDK with these options. */
  boolean fits() {
    try {
      return Files.exists(file()) && Files.readString(label()).equals(fingerprint());
    } catch (IOException _) {
      return false;
    }
  }

  /** What the JVM is told to use it, or nothing where it does not fit. */
  List<String> use() {
    return wanted() && fits() ? List.of("-XX:AOTCache=" + file()) : List.of();
  }

  /** Where the JVM of a start that makes one writes it; {@link #keep} puts it in its place. */
  Path fresh() throws IOException {
    Files.createDirectories(file().getParent());
    Files.deleteIfExists(label());
    return file().resolveSibling("fresh.aot");
  }

  /** Takes what was written, if the build is still the one that it was written of. */
  void keep(String writtenOf) throws IOException {
    Path fresh = file().resolveSibling("fresh.aot");
    if (!writtenOf.equals(fingerprint())) {
      Files.deleteIfExists(fresh);
      return;
    }
    Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(label(), writtenOf);
  }

  /**
   * Drops the label if the JVM that wrote this log refused the cache, so that it is made anew. The
   * JVM prints why as its first lines.
   */
  void dropIfRefused(Path log) {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      if (lines.limit(10).anyMatch(line -> line.contains("Unable to map shared spaces"))) {
        Files.deleteIfExists(label());
      }
    } catch (IOException | UncheckedIOException _) {
      // a log that cannot be read says nothing against the cache
    }
  }

  /**
   * What it depends on: the JDK, the options, and the name, size and time of each file of the
   * build, which is also what the JVM compares.
   */
  String fingerprint() throws IOException {
    StringBuilder parts = new StringBuilder();
    Path jdk = Path.of(System.getProperty("java.home"));
    parts.append(jdk).append('\n').append(Files.readString(jdk.resolve("release")));
    parts.append(options).append('\n').append(application).append('\n');
    try (Stream<Path> files = Files.walk(application)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        parts.append(file).append(' ').append(Files.size(file)).append(' ');
        parts.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
      }
    }
    return sha256(parts.toString());
  }

  private Path label() {
    return file().resolveSibling("made-of");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
