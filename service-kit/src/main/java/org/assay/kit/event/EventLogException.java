package org.assay.kit.event;

/** The database refused to take or give an event; the running transaction is lost. */
public class EventLogException extends RuntimeException {

  EventLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
