package org.assay.verification.fault.topic;

import java.util.List;
import org.assay.verification.fault.Database;

/**
 * A service that reads others' topics.
 *
 * @param database where it keeps what it read
 * @param service its name, and that of its group of consumers
 */
record Reader(Database database, String service) {

  static final Reader REGISTRY = new Reader(Database.REGISTRY, "model-registry-service");
  static final Reader REVIEW = new Reader(Database.REVIEW, "review-service");
  static final List<Reader> ALL = List.of(REGISTRY, REVIEW);

  /** Those that read this topic. */
  static List<Reader> of(Database told) {
    return ALL.stream().filter(reader -> reader.database().reads().contains(told)).toList();
  }

  List<String> topics() {
    return database.reads().stream().map(Database::topic).toList();
  }
}
