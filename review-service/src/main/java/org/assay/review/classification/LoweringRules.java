package org.assay.review.classification;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Part;
import org.jspecify.annotations.Nullable;

/**
 * Says which people may lower a tier together, and how far. Who may is asked of each of the two:
 * neither had a part in a version of the model, nor answered the questionnaire.
 *
 * @param tier the tier as it stands
 * @param floor the tier that nobody lowers it below
 * @param answeredBy the {@code sub} of who answered the questionnaire
 * @param last whether no other classification followed
 */
public record LoweringRules(Tier tier, Tier floor, String answeredBy, boolean last) {

  /**
   * Returns why somebody is neither of the two, empty where the person may be.
   *
   * @param identities all subjects of the person
   * @param parts the person's parts in the versions of the model, of all rounds
   */
  public Optional<Refusal> person(Set<String> identities, Set<Part> parts) {
    return parts.stream()
        .min(Comparator.naturalOrder())
        .map(
            part ->
                duty(
                    part.name(),
                    "Whoever has a part in a version of the model lowers no tier of it"))
        .or(
            () ->
                identities.contains(answeredBy)
                    ? Optional.of(
                        duty(
                            "ANSWERER",
                            "Whoever answered the questionnaire does not lower what came of it"))
                    : Optional.empty());
  }

  /** Returns why nobody lowers it now, empty where two people may. */
  public Optional<Refusal> state() {
    if (!last) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.CLASSIFICATION_SUPERSEDED,
              "Another classification of the model in this use case followed"));
    }
    return floor.compareTo(tier) >= 0
        ? notLowered(
            "FLOOR",
            "The tier is %s, and what was answered lets nobody set it below %s"
                .formatted(tier, floor))
        : Optional.empty();
  }

  /** Returns why it is not lowered so far, empty where it is. */
  public Optional<Refusal> to(Tier lower) {
    return state()
        .or(
            () ->
                lower.compareTo(floor) < 0
                    ? notLowered(
                        "FLOOR",
                        "What was answered lets nobody set the tier below %s".formatted(floor))
                    : Optional.empty());
  }

  /** Returns why somebody of no unit is neither of the two, empty where there is one. */
  public static Optional<Refusal> unit(@Nullable String unit) {
    return unit == null
        ? units("The two come from two different units, and yours is not known")
        : Optional.empty();
  }

  /** Returns why two people are not of two units, empty where they are. */
  public static Optional<Refusal> units(@Nullable String one, @Nullable String other) {
    return unit(one)
        .or(() -> unit(other))
        .or(
            () ->
                one != null && one.equals(other)
                    ? units("The two come from two different units, and both of you from " + one)
                    : Optional.empty());
  }

  /** Returns the refusal that the rule is. */
  static Optional<Refusal> notLowered(String rule, String why) {
    return Optional.of(new Refusal(ReviewProblem.TIER_NOT_LOWERED, why, Map.of("rule", rule)));
  }

  private static Optional<Refusal> units(String why) {
    return Optional.of(
        new Refusal(ReviewProblem.TWO_PEOPLE_NEEDED, why, Map.of("rule", "DISTINCT_UNITS")));
  }

  private static Refusal duty(String name, String why) {
    return new Refusal(ReviewProblem.SEPARATION_OF_DUTIES, why, Map.of("rule", name));
  }
}
