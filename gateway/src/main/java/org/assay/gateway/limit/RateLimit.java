package org.assay.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * A token bucket for each caller, in this process only: with N copies of the gateway a caller may
 * reach N times the rate. The map is bounded; who is forgotten starts with a full bucket.
 */
@ApplicationScoped
public class RateLimit {

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

  private final LimitConfig config;
  private final Cache<String, Bucket> requests;
  private final Cache<String, Bucket> failures;

  /** Starts with full buckets. */
  public RateLimit(LimitConfig config) {
    this.config = config;
    this.requests = map(config);
    this.failures = map(config);
  }

  /** Takes one request from the caller's bucket. */
  public Allowance take(CallerKey caller) {
    ConsumptionProbe probe =
        requests.get(caller.value(), _ -> requestBucket()).tryConsumeAndReturnRemaining(1);
    return new Allowance(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        config.burst(),
        config.requestsPerSecond());
  }

  /** Returns whether the caller has nothing left, without taking anything. */
  public boolean isExhausted(CallerKey caller) {
    return isEmpty(requests, caller);
  }

  /**
   * Counts a failed sign-in, for the name and for the address.
   *
   * @param name stands for the name; short, since it is kept
   */
  public void signInFailed(CallerKey address, String name) {
    countFailure(address.under(name), config.failedSignInsPerMinute());
    countFailure(address, config.failedSignInsPerMinuteOfAddress());
  }

  /** Returns whether so many sign-ins failed that no further one under the name is tried now. */
  public boolean isGuessing(CallerKey address, String name) {
    return isEmpty(failures, address.under(name)) || isEmpty(failures, address);
  }

  /** Returns how long a guesser waits for the next try. */
  public Duration betweenSignIns() {
    return Duration.ofMinutes(1).dividedBy(config.failedSignInsPerMinute());
  }

  private Bucket requestBucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(config.burst())
                    .refillGreedy(config.requestsPerSecond(), Duration.ofSeconds(1)))
        .build();
  }

  private void countFailure(CallerKey caller, long allowed) {
    failures.get(caller.value(), _ -> failureBucket(allowed)).tryConsume(1);
  }

  private static Bucket failureBucket(long allowed) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(allowed).refillGreedy(allowed, Duration.ofMinutes(1)))
        .build();
  }

  private static boolean isEmpty(Cache<String, Bucket> buckets, CallerKey caller) {
    Bucket bucket = buckets.getIfPresent(caller.value());
    return bucket != null && bucket.getAvailableTokens() == 0;
  }

  private static Cache<String, Bucket> map(LimitConfig config) {
    return Caffeine.newBuilder()
        .maximumSize(config.callers())
        .expireAfterAccess(FORGOTTEN_AFTER)
        .build();
  }
}
