package org.assay.verification.fault.network;

import java.time.Duration;

/**
 * How a proxy treats what passes it.
 *
 * <p>What is held back is not lost: as with packets that a network drops, the sender's TCP keeps
 * it, and it arrives late when the weather clears, unless the connection was reset by then.
 *
 * @param heldToServer whether what clients send is held back
 * @param heldToClient whether what the server answers is held back
 * @param arrivals what becomes of new connections
 * @param delay how long each piece takes at least
 * @param jitter how much longer it may take
 * @param slice the most bytes that are passed on at once
 */
record Weather(
    boolean heldToServer,
    boolean heldToClient,
    Arrivals arrivals,
    Duration delay,
    Duration jitter,
    int slice) {

  /** What becomes of new connections. */
  enum Arrivals {
    /** They reach the server. */
    PASS,
    /** The system completes them, and nobody ever answers. */
    HANG,
    /** Nobody listens. */
    REFUSED,
    /** They are reset at once. */
    RESET
  }

  private static final int WHOLE = 1 << 16;

  /** Everything passes. */
  static Weather clear() {
    return held(false, false, Arrivals.PASS);
  }

  /** Nothing passes either way. */
  static Weather cut() {
    return held(true, true, Arrivals.HANG);
  }

  /** Requests do not arrive. */
  static Weather deafServer() {
    return held(true, false, Arrivals.PASS);
  }

  /** Requests arrive and are done, and no answer comes back. */
  static Weather muteServer() {
    return held(false, true, Arrivals.PASS);
  }

  /** What was connected is silent, and nobody listens any more. */
  static Weather halfOpen() {
    return held(true, true, Arrivals.REFUSED);
  }

  /** Every connection is reset, those that come as well. */
  static Weather reset() {
    return held(false, false, Arrivals.RESET);
  }

  /** Everything takes 200 ms and up to 100 ms more or less. */
  static Weather slow() {
    return new Weather(
        false, false, Arrivals.PASS, Duration.ofMillis(100), Duration.ofMillis(200), WHOLE);
  }

  /** Everything comes in pieces of a few bytes. */
  static Weather sliced() {
    return new Weather(false, false, Arrivals.PASS, Duration.ZERO, Duration.ZERO, 7);
  }

  private static Weather held(boolean toServer, boolean toClient, Arrivals arrivals) {
    return new Weather(toServer, toClient, arrivals, Duration.ZERO, Duration.ZERO, WHOLE);
  }
}
