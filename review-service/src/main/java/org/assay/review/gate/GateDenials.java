package org.assay.review.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.GateDenied;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.requirement.VersionFacts;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Tells denials in the event log, one for each version, environment, set of unmet requirements and
 * hour, after the answer went out. One thread writes; what does not fit its queue is counted and
 * told by the next denial of the same kind.
 */
@ApplicationScoped
class GateDenials {

  private static final Logger LOG = Logger.getLogger(GateDenials.class);

  private static final int QUEUE = 1_000;
  private static final int REMEMBERED = 10_000;

  private static final String ONCE =
      """
      insert into gate_denial (id, version_id, digest, environment, unmet, hour)
      values (uuidv7(), :version, :digest, :environment, :unmet, :hour)
      on conflict on constraint gate_denial_hour_uq do nothing
      returning id
      """;

  private final Session entities;
  private final EventLog log;
  private final GateMetrics metrics;
  private final Cache<Denial, Boolean> told =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(Duration.ofHours(1)).build();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofVirtual().name("gate-denials").factory());

  GateDenials(Session entities, EventLog log, GateMetrics metrics) {
    this.entities = entities;
    this.log = log;
    this.metrics = metrics;
  }

  private record Denial(
      UUID versionId, String digest, String environment, String unmet, Instant hour) {}

  /** Lets a denial of known bytes be told; returns at once. */
  void note(VersionFacts facts, GateQuestion question, List<String> unmet, Instant at) {
    Denial denial =
        new Denial(
            facts.versionId(),
            question.digest(),
            question.environment(),
            String.join(",", unmet),
            at.truncatedTo(ChronoUnit.HOURS));
    if (told.asMap().putIfAbsent(denial, Boolean.TRUE) != null) {
      return;
    }
    try {
      writer.execute(() -> tell(denial, facts, unmet, question.caller().subject()));
    } catch (RejectedExecutionException e) {
      forget(denial, e);
    }
  }

  private void tell(Denial denial, VersionFacts facts, List<String> unmet, String asker) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  first(denial)
                      .ifPresent(id -> log.append(event(id, denial, facts, unmet, asker))));
    } catch (RuntimeException e) {
      forget(denial, e);
    }
  }

  private Optional<UUID> first(Denial denial) {
    return entities
        .createNativeQuery(ONCE, Tuple.class)
        .setParameter("version", denial.versionId())
        .setParameter("digest", denial.digest())
        .setParameter("environment", denial.environment())
        .setParameter("unmet", denial.unmet())
        .setParameter("hour", denial.hour())
        .uniqueResultOptional()
        .map(row -> row.get(0, UUID.class));
  }

  private static NewEvent event(
      UUID id, Denial denial, VersionFacts facts, List<String> unmet, String asker) {
    return new NewEvent(
        EventTypes.GATE_DENIED,
        facts.subject(),
        id,
        1,
        facts.modelId(),
        new Cause(asker, null, null),
        new GateDenied(
            facts.versionId(), facts.modelId(), denial.digest(), denial.environment(), unmet));
  }

  private void forget(Denial denial, RuntimeException cause) {
    told.invalidate(denial);
    metrics.dropped();
    LOG.warnf(cause, "A denial of the gate could not be told");
  }

  @PreDestroy
  void stop() {
    writer.shutdown();
  }
}
