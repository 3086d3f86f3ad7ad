package org.assay.gateway.route;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/** Headers that end at the gateway, in either direction (RFC 9110 section 7.6.1). */
final class Hops {

  private static final List<String> OF_ONE_HOP =
      List.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "upgrade");

  private Hops() {}

  /** Leaves only what the service may see, and says who asked. */
  static void clean(MultiMap headers, HttpServerRequest from, String token) {
    removeNominated(headers);
    OF_ONE_HOP.forEach(headers::remove);
    headers.remove(HttpHeaders.COOKIE);
    headers.remove(HttpHeaders.EXPECT); // answered by this hop already
    headers.remove("Forwarded");
    for (String name : List.copyOf(headers.names())) {
      if (name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-")) {
        headers.remove(name);
      }
    }
    headers.set("X-Forwarded-For", from.remoteAddress().hostAddress());
    headers.set("X-Forwarded-Proto", from.isSSL() ? "https" : "http");
    if (from.authority() != null) {
      headers.set("X-Forwarded-Host", from.authority().toString());
    }
    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
  }

  /** Removes from an answer what is between the gateway and the service. */
  static void clean(MultiMap headers) {
    removeNominated(headers);
    OF_ONE_HOP.forEach(headers::remove);
    headers.remove(HttpHeaders.SERVER);
    headers.remove(HttpHeaders.SET_COOKIE); // services know no sessions
  }

  private static void removeNominated(MultiMap headers) {
    for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String name : value.split(",", -1)) {
        if (!name.isBlank() && !isEndToEnd(name.strip())) {
          headers.remove(name.strip());
        }
      }
    }
  }

  /** A caller may not make the gateway drop what the service relies on. */
  private static boolean isEndToEnd(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "authorization",
          "content-length",
          "content-type",
          "host",
          "if-match",
          "if-none-match",
          "idempotency-key",
          "transfer-encoding",
          "x-request-id",
          "traceparent" ->
          true;
      default -> false;
    };
  }
}
