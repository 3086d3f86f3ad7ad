package org.assay.kit.inbox;

/** The database did not answer a question about the inbox. */
public class InboxException extends RuntimeException {

  InboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
