package org.assay.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One part of the stack: a process that can be stopped, killed and started again by itself, by
 * whoever knows its folder.
 */
public final class Part {

  private static final Duration STOP = Duration.ofSeconds(20);

  private final String name;
  private final Path folder;
  private final Listening listening;
  private final Runnable launch;

  Part(String name, Path folder, Listening listening, Runnable launch) {
    this.name = name;
    this.folder = folder;
    this.listening = listening;
    this.launch = launch;
  }

  /** Its name, as {@code ./assay logs} takes it. */
  public String name() {
    return name;
  }

  /** Where it answers. */
  public String address() {
    return listening.address();
  }

  /** The file that holds what it printed since its last start. */
  public Path log() {
    return PartProcess.log(folder);
  }

  /** Whether its process lives. */
  public boolean running() {
    return process().isPresent();
  }

  /** The number of its process, if it lives. */
  public OptionalLong pid() {
    return process().map(found -> OptionalLong.of(found.pid())).orElse(OptionalLong.empty());
  }

  /**
   * Starts it unless it runs, and returns when it is ready.
   *
   * @throws PartFailed if it does not start; the message holds the end of its log
   */
  public void start() {
    if (!running()) {
      launch.run();
    }
  }

  /** Ends it orderly, if it runs. */
  public void stop() {
    process().ifPresent(found -> found.stop(listening.signal(), STOP));
  }

  /** Kills it as {@code kill -9} does, if it runs. */
  public void kill() {
    process().ifPresent(PartProcess::kill);
  }

  /** Whether it ended by itself or by somebody else's hand since it was started. */
  boolean died() {
    return PartProcess.died(name, folder);
  }

  String endOfLog() {
    return PartProcess.endOfLog(folder);
  }

  int port() {
    return listening.port();
  }

  String portVariable() {
    return listening.variable();
  }

  Optional<PartProcess> process() {
    return PartProcess.running(name, folder);
  }

  /**
   * How it is reached and asked to end.
   *
   * @param variable the environment variable that changes the port
   * @param address what people and clients use
   * @param signal the signal that ends it orderly
   */
  record Listening(int port, String variable, String address, String signal) {}
}
