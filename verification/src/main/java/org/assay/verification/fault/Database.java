package org.assay.verification.fault;

import java.util.Arrays;
import java.util.List;

/** The database of a service, with the topic that its event log goes to. */
public enum Database {
  /** Projects and members. */
  PROJECT("project", "assay.project"),
  /** Models and versions. */
  REGISTRY("registry", "assay.registry"),
  /** Reviews, releases and the gate. */
  REVIEW("review", "assay.review");

  private final String label;
  private final String topic;

  Database(String label, String topic) {
    this.label = label;
    this.topic = topic;
  }

  /** Its name in PostgreSQL. */
  public String label() {
    return label;
  }

  /** Where its events are told. */
  public String topic() {
    return topic;
  }

  /** Which of the others' topics its service reads. */
  public List<Database> reads() {
    return switch (this) {
      case PROJECT -> List.of();
      case REGISTRY -> List.of(PROJECT, REVIEW);
      case REVIEW -> List.of(PROJECT, REGISTRY);
    };
  }

  /** The databases of a topic's readers. */
  public List<Database> readers() {
    return Arrays.stream(values()).filter(reader -> reader.reads().contains(this)).toList();
  }
}
