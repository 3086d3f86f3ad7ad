package org.assay.review.proposal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.assay.kit.http.PlainText;

/**
 * A proposal to let a version pass a requirement that it does not meet.
 *
 * @param requirement the requirement's key
 * @param reason why that can be answered for: plain text that never enters the log, a sentence at
 *     least
 * @param until when the override ends by itself, at most 90 days ahead
 */
public record ProposeOverride(
    @NotNull @Size(max = ProposeOverride.LONGEST) @Pattern(regexp = ProposeOverride.KEY)
        String requirement,
    @NotNull @Size(min = 30, max = 4000) @PlainText(max = 4000, lines = true) String reason,
    @NotNull Instant until) {

  /** The length of a key that names its policy too, as where two policies have one key. */
  static final int LONGEST = 132;

  /** The form of a requirement's key. */
  static final String KEY = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
}
