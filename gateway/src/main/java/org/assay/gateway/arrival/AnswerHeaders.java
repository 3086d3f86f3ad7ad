package org.assay.gateway.arrival;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The headers that every answer carries, whoever wrote the rest of it. */
final class AnswerHeaders {

  private static final String STRICT_CSP = "default-src 'none'; frame-ancestors 'none'";
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence X_CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence X_FRAME_OPTIONS =
      HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");

  private AnswerHeaders() {}

  /** Adds what is missing just before the head is written. */
  static void complete(RoutingContext ctx) {
    MultiMap headers = ctx.response().headers();
    headers.remove(HttpHeaders.SERVER);
    headers.set(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.set(X_FRAME_OPTIONS, "DENY");
    headers.set(REFERRER_POLICY, "no-referrer");
    if (!headers.contains(CSP)) {
      headers.set(CSP, STRICT_CSP);
    }
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if (ctx.request().isSSL()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
