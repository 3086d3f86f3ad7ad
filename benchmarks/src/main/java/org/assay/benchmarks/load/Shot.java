package org.assay.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, complete but for where it goes.
 *
 * @param method the HTTP method
 * @param path path and query, already encoded
 * @param headers all headers but Host and Content-Length
 * @param body what is sent, absent for none
 */
public record Shot(String method, String path, Map<String, String> headers, @Nullable String body) {

  /** A read with a bearer token. */
  public static Shot get(String path, String token) {
    return new Shot(
        "GET",
        path,
        Map.of("Authorization", "Bearer " + token, "Accept", "application/json"),
        null);
  }

  /** An act with a bearer token and its own Idempotency-Key. */
  public static Shot post(String path, String token, String idempotencyKey, String body) {
    return new Shot(
        "POST",
        path,
        Map.of(
            "Authorization",
            "Bearer " + token,
            "Accept",
            "application/json",
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            idempotencyKey),
        body);
  }

  /** The same with one header more. */
  public Shot with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Shot(method, path, more, body);
  }
}
