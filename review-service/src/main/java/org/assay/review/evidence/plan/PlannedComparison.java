package org.assay.review.evidence.plan;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a version is compared with the champion, or with a baseline, on the same rows.
 *
 * @param primary by what it has to be good enough to take the champion's place
 * @param guards by what it must not be worse; none where absent
 * @param margin by how much it may be worse and is still not inferior; of errors in the unit of the
 *     label as a share of the champion's
 * @param superior whether it has to be better by the primary statistic; not where absent
 * @param byGroup whether it must not be worse for any group, by accuracy or by the mean absolute
 *     error; where absent it must not where the plan has attributes
 */
@Schema(name = "PlannedComparison")
public record PlannedComparison(
    @NotNull ComparedStatistic primary,
    @Size(max = 9) @Nullable List<@NotNull ComparedStatistic> guards,
    @NotNull @DecimalMin("0") @DecimalMax("1") Double margin,
    @Nullable Boolean superior,
    @Nullable Boolean byGroup) {

  /** Copies the list. */
  public PlannedComparison {
    guards = guards == null ? null : List.copyOf(guards);
  }

  /** Returns the same with everything said that may be left out. */
  PlannedComparison whole(boolean attributes) {
    return new PlannedComparison(
        primary,
        Objects.requireNonNullElse(guards, List.of()),
        margin,
        asksForSuperior(),
        Objects.requireNonNullElse(byGroup, attributes));
  }

  /** Returns everything that is compared over all rows, the primary statistic first. */
  public List<ComparedStatistic> statistics() {
    return Stream.concat(
            Stream.of(primary),
            Objects.requireNonNullElse(guards, List.<ComparedStatistic>of()).stream())
        .toList();
  }

  /** Says whether not being inferior is not enough. */
  public boolean asksForSuperior() {
    return Boolean.TRUE.equals(superior);
  }

  /** Says whether each group is compared. */
  public boolean comparesGroups() {
    return Boolean.TRUE.equals(byGroup);
  }

  /** Says whether both models need scores. */
  public boolean needsScores() {
    return statistics().stream().anyMatch(ComparedStatistic::ofScores);
  }

  /** Says whether these scores have to be probabilities. */
  public boolean needsProbabilities() {
    return statistics().stream().anyMatch(ComparedStatistic::ofProbabilities);
  }
}
