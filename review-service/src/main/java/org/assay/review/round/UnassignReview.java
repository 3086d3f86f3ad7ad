package org.assay.review.round;

import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whom to take off a review; nobody named means the caller, who declines.
 *
 * @param account the account's name
 * @param reason why: needed where somebody else is taken off
 */
@Schema(name = "UnassignReview")
public record UnassignReview(
    @PlainText(max = 200) @Nullable String account,
    @PlainText(max = 4000, lines = true) @Nullable String reason) {

  /** Declines, without a word. */
  static final UnassignReview DECLINING = new UnassignReview(null, null);
}
