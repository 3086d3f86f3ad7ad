package org.assay.review.requirement;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A requirement as HTTP shows it, wherever it appears.
 *
 * @param key its stable name
 * @param title a sentence that is true when it is fulfilled
 * @param state what it says; only SATISFIED, OVERRIDDEN and NOT_APPLICABLE let a release pass
 * @param reason why
 * @param values the numbers behind it
 * @param clause the policy's rule
 * @param satisfiableBy who could fulfil it
 * @param since from when on it holds
 * @param evidence ids of what it rests on
 */
@Schema(name = "Requirement")
public record RequirementView(
    String key,
    String title,
    RequirementState state,
    String reason,
    List<ValueView> values,
    ClauseView clause,
    List<FulfillerView> satisfiableBy,
    @Nullable Instant since,
    List<String> evidence) {

  /** Copies the lists. */
  public RequirementView {
    values = List.copyOf(values);
    satisfiableBy = List.copyOf(satisfiableBy);
    evidence = List.copyOf(evidence);
  }

  /**
   * A number behind a requirement; interval, size, method and source come with computed evidence.
   *
   * @param name what is counted or measured
   * @param value what it is
   * @param ciLow the lower bound of its confidence interval
   * @param ciHigh the upper bound of its confidence interval
   * @param n how many observations it rests on
   * @param limit what it must reach or must not pass
   * @param method how it was computed
   * @param source where it comes from: {@code COMPUTED} of evidence, or the service that counted
   */
  @Schema(name = "RequirementValue")
  public record ValueView(
      String name,
      double value,
      @Nullable Double ciLow,
      @Nullable Double ciHigh,
      @Nullable Long n,
      double limit,
      @Nullable String method,
      String source) {}

  /**
   * The rule behind a requirement.
   *
   * @param policy the policy's name
   * @param version its number
   * @param text the rule
   */
  @Schema(name = "RequirementClause")
  public record ClauseView(String policy, int version, String text) {}

  /**
   * Who could fulfil a requirement: somebody of a realm role, or one person.
   *
   * @param role the realm role
   * @param subject the person
   * @param account the person's account name, where it is known
   */
  @Schema(name = "RequirementFulfiller")
  public record FulfillerView(
      @Nullable String role, @Nullable String subject, @Nullable String account) {}
}
