package org.assay.kit.inbox;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assay.kit.inbox.ParkedEvent.Reason;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends what cannot be applied to {@code <topic>.dead-letter}, with its reason in headers. */
@Singleton
class DeadLetters {

  /** What a dead-letter topic's name ends with. */
  static final String SUFFIX = ".dead-letter";

  private static final int ACKNOWLEDGED_WITHIN_SECONDS = 10;

  /** Room for a record of the broker's default bound with our headers. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final String bootstrapServers;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private @Nullable KafkaProducer<String, byte[]> producer;

  DeadLetters(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Sends a record and waits until the broker has it.
   *
   * @throws DeadLetterException if it did not take it
   */
  void send(ConsumerRecord<String, byte[]> record, Reason reason, String detail) {
    String topic = record.topic() + SUFFIX;
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
    header(letter, "assay-reason", reason.name());
    header(letter, "assay-detail", detail);
    header(letter, "assay-topic", record.topic());
    header(letter, "assay-partition", Integer.toString(record.partition()));
    header(letter, "assay-offset", Long.toString(record.offset()));
    try {
      ensure(topic);
      producer().send(letter).get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | org.apache.kafka.common.KafkaException e) {
      known.remove(topic); // a broker that lost all it held has it no more
      throw new DeadLetterException(topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeadLetterException(topic, e);
    }
  }

  private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
    letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private void ensure(String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (known.contains(topic)) {
      return;
    }
    NewTopic wanted =
        new NewTopic(topic, Optional.of(1), Optional.empty())
            .configs(
                Map.of("retention.ms", "-1", "max.message.bytes", Integer.toString(MOST_BYTES)));
    try (Admin admin = Admin.create(settings())) {
      admin.createTopics(List.of(wanted)).all().get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    known.add(topic);
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = settings();
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    // Every client refuses a whole that is shorter than one request.
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 8_000);
    return settings;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(java.time.Duration.ofSeconds(1));
      producer = null;
    }
  }

  /** The broker did not take a dead letter; the record it is about is tried again. */
  static final class DeadLetterException extends RuntimeException {

    DeadLetterException(String topic, Throwable cause) {
      super("No acknowledgement from " + topic, cause);
    }
  }
}
