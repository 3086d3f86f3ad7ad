package org.assay.verification.fault.topic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Fault;
import org.jspecify.annotations.Nullable;

/** A record that no reader can, or should, make anything of, and what it is to be parked for. */
enum PoisonKind {
  BAD_JSON("bad JSON", "UNREADABLE"),
  NOT_A_CLOUD_EVENT("JSON that is no CloudEvent", "UNREADABLE"),
  UNKNOWN_TYPE("unknown type", ""),
  UNKNOWN_MAJOR_VERSION("unknown major version", "UNKNOWN_MAJOR_VERSION"),
  WRONG_PAYLOAD("payload that its type does not promise", "UNREADABLE_DATA"),
  NO_SUCH_THING("assessment of a version that does not exist", ""),
  LARGE("record of 1.5 MiB", "UNREADABLE"),
  NO_KEY("no key", "UNREADABLE"),
  TOMBSTONE("tombstone", "UNREADABLE"),
  NO_AGGREGATE("attributes missing", "UNREADABLE"),
  FAR_AHEAD("version far ahead", "PREDECESSOR_MISSING");

  /** A version that nothing ever comes to. */
  static final long FAR = 1_000_000;

  private static final int LARGE_BYTES = 3 * 512 * 1024;

  private final String label;
  private final String reason;

  PoisonKind(String label, String reason) {
    this.label = label;
    this.reason = reason;
  }

  String label() {
    return label;
  }

  /** Why it must be parked; empty for what is taken in, or counted and passed over. */
  Optional<String> reason() {
    return Optional.of(reason).filter(text -> !text.isEmpty());
  }

  /**
   * The record, for the partition of a key.
   *
   * @param key what it is said to be about, as well as its key
   */
  ProducerRecord<byte[], byte[]> record(Database told, int partition, UUID key) {
    byte @Nullable [] itsKey = this == NO_KEY ? null : bytes(key.toString());
    return Topics.marked(new ProducerRecord<>(told.topic(), partition, itsKey, value(told, key)));
  }

  private byte @Nullable [] value(Database told, UUID key) {
    String family = known(told);
    UUID other = Fault.invented();
    return switch (this) {
      case BAD_JSON, NO_KEY -> bytes("{\"specversion\": \"1.0\", ");
      case NOT_A_CLOUD_EVENT -> bytes("[1, 2, 3]");
      case TOMBSTONE -> null;
      case LARGE -> bytes("x".repeat(LARGE_BYTES));
      case UNKNOWN_TYPE -> event("org.assay.nobody.thing.changed.v1", other, 1, key, "{}");
      case UNKNOWN_MAJOR_VERSION -> event(family + ".v9", other, 1, key, "{}");
      case WRONG_PAYLOAD ->
          event(family + ".v1", other, 1, key, "{\"project_id\": 7, \"version_id\": 7}");
      case NO_SUCH_THING -> noSuchThing(told, other);
      case NO_AGGREGATE ->
          bytes(
              "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"%s.v1\",\"data\":{}}"
                  .formatted(other, family));
      case FAR_AHEAD -> event("org.assay.nobody.thing.changed.v1", key, FAR, key, "{}");
    };
  }

  /**
   * What a registry passes over; of projects and models there is nothing that would not be copied.
   */
  private static byte[] noSuchThing(Database told, UUID other) {
    if (told != Database.REVIEW) {
      return event("org.assay.nobody.of-no-project.v1", other, 1, other, "{}");
    }
    return event(
        "org.assay.review.assessment.opened.v1",
        other,
        1,
        other,
        """
        {"assessment_id":"%1$s","version_id":"%1$s","model_id":"%1$s","digest":"sha256:%2$s","round":1,\
        "policy_version_id":"%1$s","state":"OPEN","requirement_results":[]}\
        """
            .formatted(other, "0".repeat(64)));
  }

  private static String known(Database told) {
    return switch (told) {
      case PROJECT -> "org.assay.project.project.updated";
      case REGISTRY -> "org.assay.registry.version.registered";
      case REVIEW -> "org.assay.review.assessment.passed";
    };
  }

  private static byte[] event(String type, UUID aggregate, long version, UUID key, String data) {
    return bytes(
        """
        {"specversion":"1.0","id":"%s","type":"%s","source":"/assay/nobody","subject":"thing/x",\
        "time":"2026-01-01T00:00:00Z","datacontenttype":"application/json","sequence":"1",\
        "partitionkey":"%s","aggregateid":"%s","aggregateversion":%d,"actor":"nobody","data":%s}\
        """
            .formatted(UUID.randomUUID(), type, key, aggregate, version, data));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
