package org.assay.verification.fault;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Something that goes wrong with an installation and is mended again: one cycle of a trial. */
public interface Fault {

  /** The header of a record that a fault sent and no service; it says nothing to a service. */
  String HEADER = "assay-fault";

  /**
   * The id of a thing that there is not, for a record that tells of one: of version 8, which no
   * service makes.
   */
  static UUID invented() {
    UUID random = UUID.randomUUID();
    return new UUID(
        (random.getMostSignificantBits() & ~0xF000L) | 0x8000L, random.getLeastSignificantBits());
  }

  /** Whether an id is one of {@link #invented()}. */
  static boolean isInvented(UUID id) {
    return id.version() == 8;
  }

  /** Its family, a space, and what is done to what: {@code F1 kill review-service}. */
  String name();

  /** Its family, by which it is chosen: {@code F1}. */
  default String family() {
    int space = name().indexOf(' ');
    return space < 0 ? name() : name().substring(0, space);
  }

  /** The part whose recovery is timed, one of {@link org.assay.local.LocalStack#NAMES}. */
  String part();

  /** Whether something ends without notice by it: killed, stopped at once, dead at a failpoint. */
  default boolean unclean() {
    return false;
  }

  /** How often it is drawn, relative to the others. */
  default int weight() {
    return 10;
  }

  /** How long it lasts before it is healed. */
  default Duration lasts(RandomGenerator random) {
    return Duration.ZERO;
  }

  /** Whether no event can reach a reader while it lasts. */
  default boolean silencesBroker() {
    return false;
  }

  /**
   * Called once before the installation starts, for what must be in place from the beginning: a
   * proxy on the way, an option of a JVM.
   */
  default void prepare(Installation installation) {}

  /** What it measured or counted so far, a line each, for the report. */
  default List<String> notes() {
    return List.of();
  }

  /** Makes it happen; what comes back heals it. */
  Injection inject(Installation installation);
}
