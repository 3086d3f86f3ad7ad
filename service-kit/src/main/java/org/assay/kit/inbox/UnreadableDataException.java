package org.assay.kit.inbox;

import org.jspecify.annotations.Nullable;

/** The payload of an event is not what its type promises. */
public class UnreadableDataException extends RuntimeException {

  UnreadableDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
