package org.assay.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka 4 broker and controller in one process on loopback. The same data folder can be started
 * again after a stop or a kill. Nobody ends the broker but the caller: tests register a shutdown
 * hook.
 *
 * <p>It is a process, never a part of the test's JVM: the broker needs a newer kafka-clients than
 * Quarkus has.
 */
public final class KafkaServer implements AutoCloseable {

  static final String NAME = "Kafka";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final String CLUSTER =
      "YXNzYXktbG9jYWwtMDAwMQ"; // 16 bytes in base64, as Kafka asks
  private static final String STARTED = "Kafka Server started";

  private final PartProcess process;

  private KafkaServer(PartProcess process) {
    this.process = process;
  }

  /**
   * Starts it and returns when it takes requests.
   *
   * @param data its folder, made and formatted if it is not there
   * @param port the port, 0 for any free one
   * @throws PartFailed if it does not start; the message holds the end of its log
   */
  public static KafkaServer start(Distribution distribution, Path data, int port) {
    return start(distribution, data, port, Map.of());
  }

  /**
   * As the other one, with entries of {@code server.properties} that replace or join its own. They
   * may name {@code @CLIENT_PORT@} and {@code @CONTROLLER_PORT@}, as listeners do.
   */
  static KafkaServer start(
      Distribution distribution, Path data, int port, Map<String, String> settings) {
    Path folder = data.toAbsolutePath().normalize();
    int chosen = Ports.orAnyFree(port);
    Path properties = configured(folder, chosen, settings);
    if (!Files.exists(folder.resolve("log").resolve("meta.properties"))) {
      Commands.require(
          "formatting Kafka's folder",
          java(
              distribution,
              folder,
              "kafka.tools.StorageTool",
              "format",
              "-t",
              CLUSTER,
              "-c",
              properties.toString()));
    }
    PartProcess process =
        PartProcess.start(
            NAME,
            folder,
            chosen,
            java(distribution, folder, "kafka.Kafka", properties.toString()),
            Map.of());
    try {
      process.awaitReady(START, () -> started(PartProcess.log(folder)) && Ports.answers(chosen));
    } catch (PartFailed e) {
      process.kill();
      throw e;
    }
    return new KafkaServer(process);
  }

  /** The broker that runs on this folder, if one does. */
  static Optional<KafkaServer> running(Path data) {
    return PartProcess.running(NAME, data.toAbsolutePath().normalize()).map(KafkaServer::new);
  }

  /** What clients connect to: host and port. */
  public String bootstrapServers() {
    return "127.0.0.1:" + process.port();
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

  private static List<String> java(
      Distribution distribution, Path folder, String... mainAndArguments) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties").toUri(),
                "-cp",
                distribution.kafkaLibs() + "/*"));
    words.addAll(List.of(mainAndArguments));
    return words;
  }

  private static Path configured(Path folder, int port, Map<String, String> settings) {
    try {
      StringBuilder text = new StringBuilder(resource("kafka-server.properties"));
      // The later of two entries wins.
      settings.forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("log4j2.properties"), resource("kafka-log4j2.properties"));
      Path properties = folder.resolve("server.properties");
      Files.writeString(
          properties,
          text.append('\n')
              .toString()
              .replace("@CLIENT_PORT@", Integer.toString(port))
              .replace("@CONTROLLER_PORT@", Integer.toString(Ports.orAnyFree(0)))
              .replace("@LOG@", folder.resolve("log").toString()));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream content = KafkaServer.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IOException(name + " is missing from the class path");
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean started(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1).contains(STARTED);
    } catch (IOException _) {
      return false;
    }
  }
}
