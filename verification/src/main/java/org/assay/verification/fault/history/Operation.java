package org.assay.verification.fault.history;

import java.util.Map;

/**
 * One operation of one client. Times are nanoseconds since the trial began.
 *
 * @param number its number, from 1
 * @param kind what was asked for
 * @param account who asked
 * @param key the Idempotency-Key, empty where there is none
 * @param intended when it was to begin
 * @param start when its first request was sent
 * @param end when its outcome was known, or given up
 * @param attempts how often the request was sent
 * @param outcome how it ended
 * @param resolution how an open outcome became known
 * @param about what it is about, by name: what was sent, and what the answer told
 */
public record Operation(
    long number,
    Kind kind,
    String account,
    String key,
    long intended,
    long start,
    long end,
    int attempts,
    Outcome outcome,
    Resolution resolution,
    Map<String, String> about) {

  /** Copies what it is about. */
  public Operation {
    about = Map.copyOf(about);
  }

  /** Whether it was acknowledged. */
  public boolean ok() {
    return outcome.ok();
  }

  /** What it says of this name, empty if nothing. */
  public String about(String name) {
    return about.getOrDefault(name, "");
  }

  /** In words, to be named as an example. */
  public String described() {
    return "#%d %s by %s, %s at %.3f s, %s"
        .formatted(number, kind.label(), account, outcome, end / 1e9, about);
  }
}
