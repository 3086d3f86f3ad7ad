package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.event.Cause;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessment;
import org.assay.review.evidence.ComputedFigure;
import org.assay.review.evidence.Disagreement;
import org.assay.review.evidence.Disagreements;
import org.assay.review.finding.Finding;
import org.assay.review.finding.Findings;
import org.assay.review.finding.NewFinding;
import org.assay.review.finding.Severity;
import org.assay.review.note.Notes;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * A claimed figure, or a registered metric, that disagrees with the computed one is a finding by
 * itself: of the open review of ethics where it is about groups, else of performance, of the other
 * of the two where that is not open, and once there is one where neither is. Its submitter owns it,
 * and it ends as any finding does.
 */
@ApplicationScoped
class DisagreementFindings {

  /** How many figures a finding names. */
  private static final int MOST_NAMED = 10;

  private final Disagreements disagreements;
  private final Reviews reviews;
  private final Findings findings;
  private final Notes notes;

  DisagreementFindings(
      Disagreements disagreements, Reviews reviews, Findings findings, Notes notes) {
    this.disagreements = disagreements;
    this.reviews = reviews;
    this.findings = findings;
    this.notes = notes;
  }

  /**
   * What one finding is about: a claim, or all metrics together, and a computed record; of small
   * counts the latter alone.
   */
  private record Subject(@Nullable UUID claim, UUID computed, boolean smallCounts) {

    static Subject of(Disagreement one) {
      boolean small = one.smallCounts();
      return new Subject(small ? null : one.claimId(), one.computedId(), small);
    }
  }

  /** Opens what is not opened in a round yet; the caller holds its lock. */
  void open(Assessment round, VersionCopy version, Cause cause) {
    Map<ReviewType, Review> open =
        reviews.of(round.id()).stream()
            .filter(review -> review.state().isOpen())
            .collect(Collectors.toMap(Review::type, review -> review));
    if (!open.containsKey(ReviewType.PERFORMANCE) && !open.containsKey(ReviewType.ETHICS)) {
      return;
    }
    Map<Subject, List<Disagreement>> untold =
        disagreements.untold(version.id(), round.round()).stream()
            .collect(Collectors.groupingBy(Subject::of, LinkedHashMap::new, Collectors.toList()));
    untold
        .values()
        .forEach(
            same -> review(open, same).ifPresent(review -> open(review, same, version, cause)));
  }

  private static Optional<Review> review(Map<ReviewType, Review> open, List<Disagreement> same) {
    List<ReviewType> preferred =
        same.stream().anyMatch(Disagreement::ofGroups)
            ? List.of(ReviewType.ETHICS, ReviewType.PERFORMANCE)
            : List.of(ReviewType.PERFORMANCE, ReviewType.ETHICS);
    return preferred.stream().flatMap(type -> Stream.ofNullable(open.get(type))).findFirst();
  }

  private void open(Review review, List<Disagreement> same, VersionCopy version, Cause cause) {
    Finding finding =
        findings.open(
            new NewFinding(
                review.id(), Severity.MAJOR, review.requestedBy(), OwnCause.ACTOR, null, null),
            version,
            notes.store(text(same), OwnCause.ACTOR),
            OwnCause.of(cause.principal(), cause.causedBy()));
    disagreements.told(same, finding.id());
  }

  private static String text(List<Disagreement> same) {
    Disagreement first = same.getFirst();
    if (first.smallCounts()) {
      return ("Figures that are claimed disagree with what Assay computed (evidence %s). Which ones is"
              + " shown with that record to who may see small counts, since a count is small")
          .formatted(first.computedId());
    }
    return first.claimId() == null ? metrics(same) : claim(same);
  }

  private static String metrics(List<Disagreement> same) {
    return "The registered metric %s (evidence %s)"
        .formatted(named(same, DisagreementFindings::metric), same.getFirst().computedId());
  }

  private static String metric(Disagreement one) {
    return "%s is %s and Assay computed %s"
        .formatted(one.metric(), one.claimed(), shown(one.computed()));
  }

  private static String claim(List<Disagreement> same) {
    Disagreement first = same.getFirst();
    return "A claim (evidence %s) disagrees with what Assay computed (evidence %s): %s%s"
        .formatted(
            first.claimId(),
            first.computedId(),
            named(same, DisagreementFindings::figure),
            first.ofUnknownData()
                ? "; the claim names data that this was not computed of, as far as Assay knows"
                : "");
  }

  private static String named(List<Disagreement> same, Function<Disagreement, String> each) {
    String figures = same.stream().limit(MOST_NAMED).map(each).collect(Collectors.joining("; "));
    int more = same.size() - MOST_NAMED;
    return more > 0 ? "%s; and %d figures more".formatted(figures, more) : figures;
  }

  private static String figure(Disagreement one) {
    String name = one.group() == null ? one.statistic() : one.statistic() + " of " + one.group();
    return "%s is claimed to be %s and is %s".formatted(name, one.claimed(), shown(one.computed()));
  }

  private static String shown(ComputedFigure figure) {
    Double low = figure.ciLow();
    Double high = figure.ciHigh();
    return low == null || high == null
        ? String.format(Locale.ROOT, "%.4f", figure.value())
        : String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", figure.value(), low, high);
  }
}
