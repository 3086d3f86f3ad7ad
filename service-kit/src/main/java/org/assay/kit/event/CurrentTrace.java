package org.assay.kit.event;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The trace context of the running request, as W3C Trace Context writes it. */
final class CurrentTrace {

  private CurrentTrace() {}

  /** Returns the {@code traceparent} of the current span, or null outside of one. */
  static @Nullable String traceparent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }
}
