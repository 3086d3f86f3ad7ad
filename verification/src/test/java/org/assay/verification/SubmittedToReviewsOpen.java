package org.assay.verification;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Measures, and asserts nothing: the time from the answer to a submission until a reader of the
 * reviews' list sees both. It is in no tier; ask for it with {@code
 * -Dit.test=SubmittedToReviewsOpen}.
 */
@ExtendWith(RunningWhole.class)
class SubmittedToReviewsOpen {

  private static final int WARM_UP = Integer.getInteger("assay.measure.warm-up", 100);
  private static final int MEASURED = Integer.getInteger("assay.measure.submissions", 200);

  private final Setting setting;

  SubmittedToReviewsOpen(Whole whole) {
    this.setting = whole.setting();
  }

  @Test
  void oneAtATime() {
    String model = setting.model();
    for (int i = 0; i < WARM_UP; i++) {
      timeOf(setting.registered(model));
    }
    long[] nanos = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      nanos[i] = timeOf(setting.registered(model));
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "submitted to reviews open, %d submissions one at a time: p50 %.1f ms, p99 %.1f ms, most"
            + " %.1f ms%n",
        MEASURED,
        millis(nanos[MEASURED / 2]),
        millis(nanos[MEASURED * 99 / 100]),
        millis(nanos[MEASURED - 1]));
  }

  private long timeOf(Setting.Version version) {
    Request submission = setting.submission(version);
    Request reviews = Request.get(Setting.LEAD, version.reviews());
    setting.granted(submission);
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(30).toNanos();
    while (setting.granted(reviews).body().path("items").size() < 2) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the reviews of " + version + " did not open in 30 s");
      }
    }
    return System.nanoTime() - start;
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
