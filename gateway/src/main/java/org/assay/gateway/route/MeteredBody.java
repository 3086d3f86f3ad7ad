package org.assay.gateway.route;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way through: counts bytes, notes when the last one passed, and breaks off beyond
 * the limit. Nothing is kept.
 */
final class MeteredBody implements ReadStream<Buffer> {

  private final ReadStream<Buffer> source;
  private final long limit;
  private long passed;
  private long lastPassedAt = System.nanoTime();
  private boolean exceeded;
  private @Nullable Handler<Throwable> onFailure;

  MeteredBody(ReadStream<Buffer> source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  boolean exceeded() {
    return exceeded;
  }

  /** Returns when something last passed, on the clock of {@link System#nanoTime()}. */
  long lastPassedAt() {
    return lastPassedAt;
  }

  private void pass(Buffer chunk, Handler<Buffer> next) {
    lastPassedAt = System.nanoTime();
    passed += chunk.length();
    if (passed <= limit) {
      next.handle(chunk);
      return;
    }
    if (!exceeded) {
      exceeded = true;
      if (onFailure != null) {
        onFailure.handle(new NotForwarded(NotForwarded.Reason.BODY_TOO_LARGE));
      }
    }
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
    source.handler(handler == null ? null : chunk -> pass(chunk, handler));
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    onFailure = handler;
    source.exceptionHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
    source.endHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    source.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    source.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    source.fetch(amount);
    return this;
  }
}
