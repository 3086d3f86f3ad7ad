package org.assay.gateway.health;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last answer to a question, asked again once it is older than a second. */
final class Recent {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Supplier<Future<Void>> question;
  private @Nullable Future<Void> answer;
  private long askedAt;

  Recent(Supplier<Future<Void>> question) {
    this.question = question;
  }

  /** Returns the answer; who asks while it is under way shares it. */
  synchronized Future<Void> get() {
    long now = System.nanoTime();
    if (answer == null || (answer.isComplete() && now - askedAt > FRESH_NANOS)) {
      askedAt = now;
      answer = question.get();
    }
    return answer;
  }
}
