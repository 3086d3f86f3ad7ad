package org.assay.kit.inbox;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Continues the trace of the act that an event tells of. */
final class EventTrace {

  private static final TextMapGetter<ReceivedEvent> TRACEPARENT =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(ReceivedEvent event) {
          return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable ReceivedEvent event, String key) {
          return event != null && key.equals("traceparent") ? event.traceparent() : null;
        }
      };

  private EventTrace() {}

  static void within(ReceivedEvent event, Runnable work) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.current(), event, TRACEPARENT);
    Span span =
        GlobalOpenTelemetry.getTracer("org.assay.kit.inbox")
            .spanBuilder("apply " + event.type())
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .startSpan();
    try (Scope _ = span.makeCurrent()) {
      work.run();
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }
}
