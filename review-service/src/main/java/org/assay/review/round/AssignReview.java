package org.assay.review.round;

import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Whom to assign; nobody named means the caller.
 *
 * @param account the account's name
 */
public record AssignReview(@PlainText(max = 200) @Nullable String account) {}
