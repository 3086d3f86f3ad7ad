package org.assay.kit.testing;

import java.time.Duration;
import org.awaitility.Awaitility;

/** How long tests wait for what they await, and how often they look. */
public final class Awaiting {

  private Awaiting() {}

  /** Makes that the default of {@code await()}. */
  public static void configure() {
    // A machine that tests two modules at once is slow, not wrong.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    // Most of what is awaited is there at once; what is not is asked for less often.
    Awaitility.setDefaultPollInterval(
        (polls, _) -> Duration.ofMillis(10L << Math.clamp(polls - 1L, 0, 4)));
  }
}
