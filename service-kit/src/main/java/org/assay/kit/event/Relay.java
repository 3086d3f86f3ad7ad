package org.assay.kit.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assay.contracts.event.Watermark;
import org.assay.kit.event.RelayTables.Outgoing;
import org.assay.kit.event.RelayTables.Progress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends sequenced events to Kafka in order of their positions, for one term of the sequencer.
 *
 * <p>The durable cursor moves only after every event of a batch was acknowledged. Whatever fails,
 * it starts again from the cursor with a new producer: a reader then sees events it has seen, and
 * never one without those before it, for the producer is idempotent and its records never expire.
 */
final class Relay implements Sequencer.Following {

  private static final Logger LOG = Logger.getLogger(Relay.class);

  private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);
  private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

  /** So long without an acknowledgement and the producer is made anew. */
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);

  private final RelaySettings settings;
  private final DataSource dedicated;
  private final EventMetrics metrics;
  private final BrokerState broker;
  private final Bell bell = new Bell();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  private Relay(
      RelaySettings settings, DataSource dedicated, EventMetrics metrics, BrokerState broker) {
    this.settings = settings;
    this.dedicated = dedicated;
    this.metrics = metrics;
    this.broker = broker;
    this.thread = Thread.ofPlatform().daemon().name("event-relay").unstarted(this::run);
  }

  /** Starts a relay on a thread of its own; closing it ends both. */
  static Relay start(
      RelaySettings settings, DataSource dedicated, EventMetrics metrics, BrokerState broker) {
    Relay relay = new Relay(settings, dedicated, metrics, broker);
    relay.thread.start();
    return relay;
  }

  @Override
  public void positioned() {
    bell.ring();
  }

  @Override
  public boolean alive() {
    return thread.isAlive();
  }

  /** Ends the relay within seconds; what was sent and not acknowledged is sent again. */
  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    metrics.sampled(0, Duration.ZERO, 0);
  }

  private void run() {
    Duration backOff = SHORTEST_BACK_OFF;
    while (!stopping()) {
      long start = System.nanoTime();
      try {
        relay();
      } catch (InterruptedException | InterruptException e) {
        LOG.debug("The relay was interrupted", e);
      } catch (SQLException | KafkaException | ExecutionException | TimeoutException e) {
        LOG.warnf("The relay waits and starts again from its cursor: %s", e.toString());
      } catch (RuntimeException e) {
        LOG.error("The relay failed and starts again from its cursor", e);
      }
      broker.away();
      boolean worked = System.nanoTime() - start > LONGEST_BACK_OFF.toNanos() * 4;
      backOff = worked ? SHORTEST_BACK_OFF : min(backOff.multipliedBy(2), LONGEST_BACK_OFF);
      rest(backOff);
    }
  }

  private void rest(Duration backOff) {
    try {
      if (stopped.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The relay stops");
      }
    } catch (InterruptedException e) {
      LOG.debug("The relay was interrupted", e);
    }
  }

  private void relay()
      throws SQLException, ExecutionException, TimeoutException, InterruptedException {
    try (Connection connection = dedicated.getConnection()) {
      RelayTables tables = new RelayTables(connection, settings.source());
      RelayTopic.ensure(settings);
      Producer<String, byte[]> producer = producer();
      try {
        int partitions = producer.partitionsFor(settings.topic()).size();
        broker.answered();
        pump(tables, producer, partitions);
      } finally {
        // What is still unsent is sent again, from the cursor and in order.
        producer.close(Duration.ZERO);
      }
    }
  }

  private void pump(RelayTables tables, Producer<String, byte[]> producer, int partitions)
      throws SQLException, ExecutionException, TimeoutException, InterruptedException {
    @Nullable Progress promise = null;
    long nextMark = System.nanoTime();
    while (!stopping()) {
      if (promise == null && System.nanoTime() - nextMark >= 0) {
        promise = tables.progress();
        nextMark = System.nanoTime() + settings.watermarkInterval().toNanos();
        metrics.sampled(
            promise.waiting(), promise.oldest(), promise.position() - promise.relayed());
      }
      List<Outgoing> batch = tables.next(settings.batchSize());
      if (!batch.isEmpty()) {
        send(tables, producer, batch);
      }
      if (promise != null && kept(promise, batch)) {
        mark(producer, partitions, promise);
        promise = null;
      }
      if (batch.isEmpty()) {
        bell.await(min(Duration.ofNanos(nextMark - System.nanoTime()), LONGEST_IDLE));
      }
    }
  }

  /** Whether all that had a position when the promise was read is acknowledged by now. */
  private static boolean kept(Progress promise, List<Outgoing> acknowledged) {
    return acknowledged.isEmpty() || acknowledged.getLast().position() >= promise.position();
  }

  private void send(RelayTables tables, Producer<String, byte[]> producer, List<Outgoing> batch)
      throws SQLException, ExecutionException, TimeoutException, InterruptedException {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(batch.size());
    for (Outgoing outgoing : batch) {
      records.add(RelayRecords.event(settings.topic(), outgoing.event()));
    }
    acknowledged(producer, records);
    tables.move(batch.getFirst().position() - 1, batch.getLast().position());
    metrics.relayed(batch.size());
  }

  private void mark(Producer<String, byte[]> producer, int partitions, Progress promise)
      throws ExecutionException, TimeoutException, InterruptedException {
    Watermark mark = new Watermark(promise.position(), promise.time(), partitions);
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      records.add(RelayRecords.watermark(settings, partition, mark));
    }
    acknowledged(producer, records);
  }

  private void acknowledged(
      Producer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (ProducerRecord<String, byte[]> record : records) {
      sent.add(producer.send(record));
    }
    long until = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
    for (Future<RecordMetadata> future : sent) {
      future.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private Producer<String, byte[]> producer() {
    Map<String, Object> producer = new HashMap<>();
    producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    producer.put(ProducerConfig.CLIENT_ID_CONFIG, "relay-" + settings.topic());
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Idempotence keeps the order only where the broker knows the producer. Of one that it does not
    // know it takes any sequence, so in a topic just made a first request that failed came behind
    // the second.
    producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // A record that expired would let those behind it arrive first.
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    producer.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer());
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
