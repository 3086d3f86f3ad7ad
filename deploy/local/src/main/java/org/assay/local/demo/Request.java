package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to the gateway.
 *
 * @param sender who sends it and how it proves that
 * @param method the HTTP method
 * @param path path and query, already encoded, from {@code /api/v1} on
 * @param headers the headers beside those that sender and body ask for
 * @param body the JSON to send, absent for none
 */
public record Request(
    Sender sender,
    String method,
    String path,
    Map<String, String> headers,
    @Nullable JsonNode body) {

  /** Keeps the order of the headers, for the reader. */
  public Request {
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Reads something. */
  public static Request get(Sender sender, String path) {
    return new Request(sender, "GET", path, Map.of(), null);
  }

  /**
   * Creates or does something, once however often it is sent: it carries a fresh Idempotency-Key.
   */
  public static Request post(Sender sender, String path, @Nullable JsonNode body) {
    return new Request(
        sender, "POST", path, Map.of("Idempotency-Key", UUID.randomUUID().toString()), body);
  }

  /** The same request, refused unless the thing still is as it was when this answer was given. */
  public Request ifUnchangedSince(Answer answer) {
    return with("If-Match", answer.entityTag());
  }

  /** The same request with one header more, or that header replaced. */
  public Request with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Request(sender, method, path, more, body);
  }

  /** The same request without one header. */
  public Request without(String header) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new Request(sender, method, path, fewer, body);
  }
}
