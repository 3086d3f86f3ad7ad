package org.assay.kit.inbox;

/** Whoever takes in a topic, found by those who re-drive what it could not apply. */
public interface EventConsumer {

  /** Returns the topic it reads. */
  String topic();

  /** Returns what it does on the events of that topic. */
  EventHandlers handlers();
}
