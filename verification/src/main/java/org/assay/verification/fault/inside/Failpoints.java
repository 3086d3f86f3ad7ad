package org.assay.verification.fault.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asked at each failpoint that the process passes. A failpoint does nothing until a file of its
 * name stands in the process's folder {@value #FOLDER}; whoever passes first takes the file away,
 * notes the hit, and does what the file says.
 *
 * <p>Files rather than a socket: to arm a failpoint needs no port, survives a restart, and a hit is
 * noted before the process is gone.
 */
public class Failpoints {

  /** The system property that names the folder of the process. */
  public static final String FOLDER = "assay.failpoints";

  /** The file in it that every hit adds a line to. */
  public static final String HITS = "hits";

  /** The word for ending the process as {@code kill -9} does. */
  public static final String DIE = "die";

  /** The word for a failure at that point. */
  public static final String FAIL = "fail";

  /** The word, before a blank and milliseconds, for waiting at that point. */
  public static final String DELAY = "delay";

  private static final String RELEASE = "release";
  private static final String CHANGE = "change";
  private static final int KILLED = 137;

  private static final Path PLACE = Path.of(System.getProperty(FOLDER, "failpoints"));

  /** What this thread's transaction is about; empty while it appended no event. */
  private static final ThreadLocal<String> ABOUT = ThreadLocal.withInitial(() -> "");

  /** Made by Byteman for each rule that fires. */
  public Failpoints() {}

  /** The thread's transaction tells of a change. */
  public void changes() {
    if (ABOUT.get().isEmpty()) {
      ABOUT.set(CHANGE);
    }
  }

  /** The thread's transaction decides on a release. */
  public void releases() {
    ABOUT.set(RELEASE);
  }

  /** Whether the thread's transaction changes something. */
  public boolean changing() {
    return !ABOUT.get().isEmpty();
  }

  /** Whether the thread's transaction decides on a release. */
  public boolean releasing() {
    return ABOUT.get().equals(RELEASE);
  }

  /** The thread's transaction is over. */
  public void over() {
    ABOUT.remove();
  }

  /** Whether a failpoint is armed. */
  public boolean armed(String point) {
    return place(point).toFile().exists();
  }

  /** Whether events wait for a position; asked on the sequencer's connection, between batches. */
  public boolean waiting(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("select exists (select from event_queue)")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /**
   * Passes a failpoint.
   *
   * @return whether the rule is to fail here
   */
  public boolean fails(String point) {
    if (!armed(point)) {
      return false;
    }
    Path armed = place(point);
    String[] order;
    try {
      order = Files.readString(armed).strip().split(" ");
      Files.delete(armed);
      note(point);
    } catch (NoSuchFileException _) {
      return false; // another thread was first
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return obey(order);
  }

  /** Adds a line to the hits. */
  static void note(String line) {
    try {
      Files.createDirectories(PLACE);
      Files.writeString(
          PLACE.resolve(HITS), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path place(String point) {
    return PLACE.resolve(point.replace(' ', '-'));
  }

  private static boolean obey(String[] order) {
    switch (order[0]) {
      case DIE -> Runtime.getRuntime().halt(KILLED);
      case DELAY -> rest(Long.parseLong(order[1]));
      default -> {
        return true;
      }
    }
    return false;
  }

  static void rest(long millis) {
    try {
      // The delay is what was asked for.
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
