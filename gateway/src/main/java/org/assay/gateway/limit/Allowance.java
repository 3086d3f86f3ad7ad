package org.assay.gateway.limit;

import io.vertx.core.MultiMap;
import java.time.Duration;

/**
 * What a caller has left.
 *
 * @param granted whether this request may go on
 * @param remaining requests left at once
 * @param untilNext how long until a refused request would be granted
 * @param untilFull how long until the whole burst is there again
 * @param burst the most there can be
 * @param perSecond how many come back a second
 */
public record Allowance(
    boolean granted,
    long remaining,
    Duration untilNext,
    Duration untilFull,
    long burst,
    long perSecond) {

  /** Writes the RateLimit fields (draft-ietf-httpapi-ratelimit-headers). */
  public void describe(MultiMap headers) {
    long window = Math.max(1, burst / perSecond);
    headers.set("RateLimit-Policy", "\"caller\";q=" + burst + ";w=" + window);
    headers.set("RateLimit", "\"caller\";r=" + remaining + ";t=" + wholeSeconds(untilFull));
  }

  private static long wholeSeconds(Duration time) {
    return (time.toMillis() + 999) / 1000;
  }
}
