package org.assay.kit.testing;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.assay.local.Distribution;
import org.assay.local.KafkaServer;

/** One real Kafka broker a JVM, started at its first use and ended with the JVM. */
public final class TestKafka {

  private static final String BOOTSTRAP = "assay.test.kafka.bootstrap";

  private TestKafka() {}

  /** Returns the broker's address; starts it at the first call. */
  public static String bootstrapServers() {
    synchronized (System.getProperties()) {
      if (System.getProperty(BOOTSTRAP) == null) {
        Path folder = TestPostgres.temporaryFolder("assay-test-kafka");
        KafkaServer server = KafkaServer.start(Distribution.find(), folder, 0);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      server.kill();
                      TestPostgres.delete(folder);
                    }));
        System.setProperty(BOOTSTRAP, server.bootstrapServers());
      }
      return System.getProperty(BOOTSTRAP);
    }
  }

  /** Creates topics. */
  public static void create(int partitions, Collection<String> topics) {
    List<NewTopic> wanted =
        topics.stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList();
    try (Admin admin = admin()) {
      admin.createTopics(wanted).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("No topics for the test", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Removes every topic and every reader's progress. */
  static void wipe() {
    try (Admin admin = admin()) {
      List<String> groups =
          admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
      admin.deleteConsumerGroups(groups).all().get();
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker could not be wiped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }
}
