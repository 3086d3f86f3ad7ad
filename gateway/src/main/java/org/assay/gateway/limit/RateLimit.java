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
    Bucket bucket = requests.getIfPresent(caller.value());
    return bucket != null && bucket.getAvailableTokens() == 0;
  }

  /** Counts a failed sign-in. */
  public void signInFailed(CallerKey caller) {
    failures.get(caller.value(), _ -> failureBucket()).tryConsume(1);
  }

  /** Returns whether so many sign-ins failed that no further one is tried now. */
  public boolean isGuessing(CallerKey caller) {
    Bucket bucket = failures.getIfPresent(caller.value());
    return bucket != null && bucket.getAvailableTokens() == 0;
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

  private Bucket failureBucket() {
    long allowed = config.failedSignInsPerMinute();
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(allowed).refillGreedy(allowed, Duration.ofMinutes(1)))
        .build();
  }

  private static Cache<String, Bucket> map(LimitConfig config) {
    return Caffeine.newBuilder()
        .maximumSize(config.callers())
        .expireAfterAccess(FORGOTTEN_AFTER)
        .build();
  }
}
