package org.assay.review.round;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Answers to the open findings of a review: one text for all, or one for each.
 *
 * @param text the answer to every finding that has none of its own
 * @param answers the answers to single findings
 */
public record RespondToFindings(
    @PlainText(max = 4000, lines = true) @Nullable String text,
    @Size(max = 100) @Valid @Nullable List<@NotNull Answer> answers) {

  /**
   * The answer to one finding.
   *
   * @param findingId the finding
   * @param text the answer
   */
  public record Answer(
      @NotNull UUID findingId, @NotNull @PlainText(max = 4000, lines = true) String text) {}
}
