package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

  private final Distribution distribution = Distribution.find();

  @TempDir Path data;

  @Test
  void keepsItsRecordsThroughStopAndKill() throws Exception {
    int port;
    try (KafkaServer first = KafkaServer.start(distribution, data, 0)) {
      port = first.port();
      send(first, "one");
      first.stop();
      assertThat(Ports.answers(first.port())).isFalse();
      assertThat(KafkaServer.running(data)).isEmpty();
    }
    try (KafkaServer second = KafkaServer.start(distribution, data, port)) {
      send(second, "two");
      second.kill();
    }
    try (KafkaServer third = KafkaServer.start(distribution, data, port)) {
      assertThat(KafkaServer.running(data))
          .hasValueSatisfying(found -> assertThat(found.pid()).isEqualTo(third.pid()));
      assertThat(received(third, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void sendsAClientToTheAdvertisedAddressOfTheListenerItCameBy() throws Exception {
    int other = Ports.orAnyFree(0);
    try (ServerSocket advertised = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> settings =
          Map.of(
              "listeners",
              "CLIENTS://127.0.0.1:@CLIENT_PORT@,CONTROLLER://127.0.0.1:@CONTROLLER_PORT@,"
                  + "OTHERS://127.0.0.1:"
                  + other,
              "advertised.listeners",
              "CLIENTS://127.0.0.1:@CLIENT_PORT@,OTHERS://127.0.0.1:" + advertised.getLocalPort(),
              "listener.security.protocol.map",
              "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT,OTHERS:PLAINTEXT");
      try (KafkaServer server = KafkaServer.start(distribution, data, 0, settings);
          Admin own = client(server.port());
          Admin others = client(other)) {
        Collection<Node> nodes = own.describeCluster().nodes().get(20, TimeUnit.SECONDS);
        assertThat(nodes).extracting(Node::port).containsExactly(server.port());

        others.describeCluster();
        advertised.setSoTimeout(20_000);
        try (Socket come = advertised.accept()) {
          assertThat(come.isConnected()).isTrue();
        }
        others.close(Duration.ZERO);
      }
    }
  }

  private static Admin client(int port) {
    return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port));
  }

  private static void send(KafkaServer server, String value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("kept", 0, "key", value)).get();
    }
  }

  private static List<String> received(KafkaServer server, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", server.bootstrapServers(), "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("kept", 0)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
              });
    }
    return values;
  }
}
