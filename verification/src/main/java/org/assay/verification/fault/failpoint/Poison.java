package org.assay.verification.fault.failpoint;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;

/** A record that no reader can read, so that it ends among the dead letters. */
final class Poison {

  private static final Duration PARKED_WITHIN = Duration.ofSeconds(30);

  private final Installation installation;
  private final String key;

  private Poison(Installation installation, String key) {
    this.installation = installation;
    this.key = key;
  }

  /** Sends one to the registry's topic, under a key that nothing else has. */
  static Poison sent(Installation installation) {
    Poison poison = new Poison(installation, UUID.randomUUID().toString());
    Map<String, Object> settings =
        Map.of("bootstrap.servers", installation.bootstrapServers(), "acks", "all");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      byte[] bytes = "no event".getBytes(StandardCharsets.UTF_8);
      producer
          .send(new ProducerRecord<>(Database.REGISTRY.topic(), poison.key, bytes))
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new PartFailed("The broker did not take a record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
    return poison;
  }

  /** Waits until it is parked, and gives it up as an operator does. */
  void giveUp() {
    if (!Pause.until(PARKED_WITHIN, this::discarded)) {
      throw new PartFailed("A record that cannot be read was not parked: " + key);
    }
  }

  private boolean discarded() {
    try (Connection connection = installation.connect(Database.REVIEW);
        PreparedStatement delete =
            connection.prepareStatement("delete from parked_event where record_key = ?")) {
      delete.setString(1, key);
      return delete.executeUpdate() > 0;
    } catch (SQLException _) {
      return false; // asked again
    }
  }
}
