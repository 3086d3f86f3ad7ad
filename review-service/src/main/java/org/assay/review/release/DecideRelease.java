package org.assay.review.release;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * A decision to release.
 *
 * @param environment where the version may be deployed
 */
public record DecideRelease(@NotNull @PlainText(max = 64) String environment) {}
