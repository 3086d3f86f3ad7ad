package org.assay.kit.inbox;

import org.assay.contracts.event.Watermark;

/** What a record of a topic turned out to be. */
sealed interface Incoming {

  /** An event of some thing. */
  record Event(ReceivedEvent event) implements Incoming {}

  /** How far the topic's service has told its log. */
  record Mark(Watermark watermark) implements Incoming {}

  /** Nothing that could be read, and why. */
  record Unreadable(String detail) implements Incoming {}
}
