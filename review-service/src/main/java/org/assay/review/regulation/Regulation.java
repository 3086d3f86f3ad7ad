package org.assay.review.regulation;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A provision of law or of a standard, and from when on it applies.
 *
 * @param id by which it is cited
 * @param jurisdiction where it applies: EU, US or INTERNATIONAL
 * @param provision what it is about
 * @param appliesIf in CEL over {@code version}, {@code project} and {@code classification}, whom it
 *     concerns; absent: everybody. What cannot be told of a version concerns it
 * @param date from when on it applies; absent where it does so without a date of its own
 * @param status how sure that is
 * @param source where it was found
 */
@Schema(name = "Regulation")
record Regulation(
    String id,
    String jurisdiction,
    String provision,
    @Nullable String appliesIf,
    @Nullable LocalDate date,
    Status status,
    String source) {

  /** How sure a date is. */
  enum Status {
    /** It is law, and the date did not move. */
    APPLIES,
    /** The date was reported and has to be confirmed. */
    TO_BE_CONFIRMED,
    /** It binds those only who take it on. */
    VOLUNTARY
  }
}
