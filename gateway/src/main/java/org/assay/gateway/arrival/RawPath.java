package org.assay.gateway.arrival;

import io.vertx.ext.web.RoutingContext;

/** The path as it was sent: percent-encoded, without the query. */
public final class RawPath {

  private RawPath() {}

  /** Returns the path; {@link Arrival} has found it safe to read. */
  public static String of(RoutingContext ctx) {
    String path = ctx.request().path();
    return path == null ? "" : path;
  }
}
