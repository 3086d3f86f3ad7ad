package org.assay.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.assay.contracts.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Refusal} on the wire. */
public final class ProblemAnswer {

  /** An unread body longer than this is not drained to keep a connection. */
  private static final long DRAINED = 1 << 20;

  private static final String MLFLOW_MEDIA_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProblemAnswer() {}

  /** Ends the response with the refusal; does nothing where the answer has begun. */
  public static void send(RoutingContext ctx, Refusal refusal) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    response.setStatusCode(refusal.type().status());
    response.putHeader(
        HttpHeaders.CONTENT_TYPE, isMlflow(ctx) ? MLFLOW_MEDIA_TYPE : Problem.MEDIA_TYPE);
    refusal.headers().forEach(response::putHeader);
    if (leavesMuchUnread(ctx.request())) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.end(body(ctx, refusal));
    if (!ctx.request().isEnded()) {
      ctx.request().resume();
    }
  }

  /** Returns the JSON of the refusal. */
  public static Buffer body(RoutingContext ctx, Refusal refusal) {
    Object shown = isMlflow(ctx) ? MlflowError.of(refusal) : problem(ctx, refusal);
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(shown));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static boolean isMlflow(RoutingContext ctx) {
    String path = ctx.request().path();
    return path != null && MlflowPath.kindOf(path).isPresent();
  }

  private static Problem problem(RoutingContext ctx, Refusal refusal) {
    return new Problem(
        refusal.type().type(),
        refusal.type().title(),
        refusal.type().status(),
        refusal.detail(),
        ctx.request().path(),
        refusal.type().code(),
        List.of(),
        traceId(),
        refusal.help(),
        Map.of());
  }

  private static @Nullable String traceId() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : null;
  }

  private static boolean leavesMuchUnread(HttpServerRequest request) {
    if (request.isEnded()) {
      return false;
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
    return length.length() > 18 || Long.parseLong(length) > DRAINED;
  }
}
