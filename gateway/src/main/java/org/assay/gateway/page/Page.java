package org.assay.gateway.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A page that stands ready in memory.
 *
 * @param contentType its media type
 * @param content its bytes; shared by all answers, so never changed
 * @param etag its entity tag, a digest of the bytes
 */
public record Page(String contentType, Buffer content, String etag) {

  private static final int ETAG_BYTES = 12;

  /** Pages load their own style sheet and nothing else, and run nothing. */
  private static final String CSP =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** A page of HTML. */
  public static Page html(String html) {
    return of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /** A page of any other media type. */
  public static Page of(String contentType, byte[] content) {
    return new Page(contentType, Buffer.buffer(content), "\"" + digest(content) + "\"");
  }

  /** A file that the build put on the class path. */
  public static Page resource(String contentType, String name) {
    return of(contentType, read(name));
  }

  /** Reads a file that the build put on the class path. */
  public static byte[] read(String name) {
    try (InputStream in = stream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build left out " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable InputStream stream(String name) {
    return Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
  }

  /** Answers GET and HEAD with the page, or 304 where the caller has it. */
  public void answer(RoutingContext ctx) {
    HttpMethod method = ctx.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      ProblemAnswer.send(
          ctx,
          Refusal.of(CommonProblem.METHOD_NOT_ALLOWED, "Only GET and HEAD apply here.")
              .withHeader("Allow", "GET, HEAD"));
      return;
    }
    HttpServerResponse response =
        ctx.response()
            .putHeader(HttpHeaders.ETAG, etag)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader("Content-Security-Policy", CSP);
    String held = ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (held != null && (held.contains(etag) || held.strip().equals("*"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(content);
  }

  private static String digest(byte[] content) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(sha256, 0, ETAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
