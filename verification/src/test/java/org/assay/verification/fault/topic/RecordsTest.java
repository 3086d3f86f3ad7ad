package org.assay.verification.fault.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assay.verification.fault.Fault;
import org.assay.verification.fault.topic.Records.Told;
import org.assay.verification.fault.topic.Records.Wrong;
import org.junit.jupiter.api.Test;

class RecordsTest {

  @Test
  void putsOneEventOfEachKeyBeforeItsPredecessorAndKeepsTheRest() {
    List<Told> told =
        Records.events(
            List.of(
                record(0, "k", "a", 1),
                record(1, "k", "b", 1),
                record(2, "k", "a", 2),
                record(3, "l", "c", 5),
                record(4, "k", "d", 1)));

    Wrong wrong = Records.wrongOrder(told, new Random(1));

    assertThat(wrong.moved()).isEqualTo(1);
    assertThat(wrong.order())
        .extracting(event -> event.thing() + event.version())
        .containsExactly("a2", "a1", "b1", "c5", "d1");
  }

  @Test
  void takesNoWatermarkAndNothingUnreadableForAnEvent() {
    assertThat(
            Records.events(
                List.of(
                    raw(0, "{\"type\":\"org.assay.log.watermark.v1\",\"partitionkey\":\"log\"}"),
                    raw(1, "{"),
                    raw(2, "[]"))))
        .isEmpty();
  }

  @Test
  void takesNothingForAnEventThatAFaultSent() {
    ConsumerRecord<byte[], byte[]> sent = record(0, "k", "a", 1);
    sent.headers().add(Fault.HEADER, new byte[0]);

    assertThat(Records.events(List.of(sent))).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, String key, String thing, long version) {
    return raw(
        offset,
        "{\"partitionkey\":\"%s\",\"aggregateid\":\"%s\",\"aggregateversion\":%d}"
            .formatted(key, thing, version));
  }

  private static ConsumerRecord<byte[], byte[]> raw(long offset, String value) {
    return new ConsumerRecord<>(
        "topic",
        0,
        offset,
        "key".getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }
}
