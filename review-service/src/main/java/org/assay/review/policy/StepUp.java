package org.assay.review.policy;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How lately and how strongly somebody has to have signed in for an act.
 *
 * @param maxAge how long ago at most
 * @param level how strongly at least, from 1; what an installation calls each level is its own
 *     setting ({@code assay.sign-in.levels})
 */
public record StepUp(@JsonFormat(shape = JsonFormat.Shape.STRING) Duration maxAge, int level) {

  /** Returns what meets both. */
  StepUp and(@Nullable StepUp other) {
    return other == null
        ? this
        : new StepUp(
            maxAge.compareTo(other.maxAge) <= 0 ? maxAge : other.maxAge,
            Math.max(level, other.level));
  }
}
