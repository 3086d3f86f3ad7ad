package org.assay.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.assay.contracts.event.EventJson;

/**
 * The documents that a release brings with it: policies, questionnaires, checklists, dates of law.
 */
public final class Shipped {

  private Shipped() {}

  /**
   * Returns a document's exact bytes.
   *
   * @param resource its path, such as {@code /policies/starter-1.json}
   */
  public static byte[] document(String resource) {
    try (InputStream in = Shipped.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The document %s is missing".formatted(resource));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a document of JSON. */
  public static <T> T parsed(byte[] document, Class<T> type) {
    try {
      return EventJson.mapper().readValue(document, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
