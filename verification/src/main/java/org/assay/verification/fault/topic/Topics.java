package org.assay.verification.fault.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Fault;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;

/** Reads and writes the topics beside the services, and moves how far a group has read. */
final class Topics implements AutoCloseable {

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int SECONDS = 30;

  private final Map<String, Object> servers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  Topics(Installation installation) {
    servers = Map.of("bootstrap.servers", installation.bootstrapServers());
    admin = Admin.create(servers);
    Map<String, Object> settings = new HashMap<>(servers);
    settings.put("acks", "all");
    settings.put("max.request.size", MOST_BYTES);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Where each partition of these topics ends now. */
  Map<TopicPartition, Long> ends(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (String topic : topics) {
      int partitions = partitions(topic);
      for (int i = 0; i < partitions; i++) {
        wanted.put(new TopicPartition(topic, i), OffsetSpec.latest());
      }
    }
    return got(admin.listOffsets(wanted).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private int partitions(String topic) {
    return got(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .mapToInt(description -> description.partitions().size())
        .sum();
  }

  /** How far a group has read these partitions; 0 for one that it has not begun. */
  Map<TopicPartition, Long> read(String group, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        got(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> read = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      read.put(partition, offset == null ? 0 : offset.offset());
    }
    return read;
  }

  /** Moves how far a group has read, once its last member is gone. */
  void move(String group, Map<TopicPartition, Long> to) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    to.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    boolean moved =
        Pause.until(
            Duration.ofSeconds(SECONDS),
            () -> {
              try {
                admin
                    .alterConsumerGroupOffsets(group, offsets)
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
                return true;
              } catch (ExecutionException | TimeoutException _) {
                return false; // a member that was stopped has not left yet
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PartFailed("interrupted", e);
              }
            });
    if (!moved) {
      throw new PartFailed("The offsets of " + group + " could not be moved");
    }
  }

  /** The records between these offsets, in the order of each partition. */
  List<ConsumerRecord<byte[], byte[]>> between(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> settings = new HashMap<>(servers);
    settings.put("max.partition.fetch.bytes", MOST_BYTES);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(to.keySet());
      to.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
      long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (to.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() - end > 0) {
          throw new PartFailed("The topics could not be read to their end");
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          long until = to.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
          if (record.offset() < until) {
            records.add(record);
          }
        }
      }
    }
    return records;
  }

  /** Sends a record and waits until the broker has it. */
  RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    return acknowledged(producer.send(record));
  }

  private static RecordMetadata acknowledged(Future<RecordMetadata> sent) {
    try {
      return sent.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new PartFailed("The broker did not take a record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }

  /** Sends records again, with their bytes, in this order, and waits until the broker has them. */
  void sendAgain(List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    producer.flush();
    sent.forEach(Topics::acknowledged);
  }

  /** The same record again, to be sent to a partition. */
  static ProducerRecord<byte[], byte[]> again(
      ConsumerRecord<byte[], byte[]> record, int partition) {
    return marked(
        new ProducerRecord<>(
            record.topic(), partition, record.key(), record.value(), record.headers()));
  }

  /** The record, known as one of a fault. */
  static ProducerRecord<byte[], byte[]> marked(ProducerRecord<byte[], byte[]> record) {
    record.headers().add(Fault.HEADER, new byte[0]);
    return record;
  }

  /** Lets a topic take records that are larger than the broker's own bound. */
  void allowLargeRecords(String topic) {
    got(
        admin
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(
                        new AlterConfigOp(
                            new ConfigEntry("max.message.bytes", Integer.toString(MOST_BYTES)),
                            AlterConfigOp.OpType.SET))))
            .all());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
  }

  private static <T> T got(KafkaFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new PartFailed("The broker did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }
}
