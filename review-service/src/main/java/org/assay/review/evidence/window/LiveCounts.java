package org.assay.review.evidence.window;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How right the predictions of a window turned out to be.
 *
 * @param positiveClass the class that {@code tp} counts the hits of
 * @param favourableLabel the class that people wish for; the positive one where absent
 * @param rows over all rows whose outcome is known
 * @param attributes the same rows by the groups of attributes, each attribute once
 */
@Schema(name = "LiveCounts")
public record LiveCounts(
    @NotNull @PlainText(max = 100) String positiveClass,
    @PlainText(max = 100) @Nullable String favourableLabel,
    @NotNull @Valid LiveRows rows,
    @Size(max = 20) @Nullable List<@NotNull @Valid LiveAttribute> attributes) {

  /** Returns the attributes, none where they are absent. */
  List<LiveAttribute> grouped() {
    return Objects.requireNonNullElse(attributes, List.of());
  }

  boolean positiveFavourable() {
    return favourableLabel == null || favourableLabel.equals(positiveClass);
  }
}
