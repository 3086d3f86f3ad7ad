package org.assay.review.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assay.review.evidence.evaluation.CountedAttribute;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.EvaluationState;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.evaluation.PredictionColumns;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.SmallCounts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of predictions as HTTP shows it.
 *
 * @param state how far it is
 * @param progress how much is done, in percent
 * @param look which evaluation of the version it is, failed and cancelled ones counted
 * @param plan the plan
 * @param planDigest the digest of the plan, which is older than the results
 * @param upload where the file lies in the project's artifacts
 * @param dataDigest the exact bytes of the file
 * @param size how many they are
 * @param purpose what they are kept for
 * @param keepUntil until when the registry keeps them as they are at least; absent where the
 *     evaluation failed or was cancelled, since its use says from when the file is removed
 * @param columns which column is what
 * @param confidence of each interval
 * @param definitions the version of the statistics' definitions
 * @param failure why it failed
 * @param profile what the table looks like
 * @param attributes the counts by group
 * @param claims the plan's claims with their verdicts
 * @param matrix how often rows of each class were predicted to be of each
 * @param champion the record of predictions that it is compared with, if there is one
 * @param comparison how the version compares with the champion, or with a baseline
 * @param requestedAt when it was asked for
 * @param startedAt when it was begun first
 * @param finishedAt when it came to its end
 */
@Schema(name = "Evaluation")
record EvaluationView(
    EvaluationState state,
    int progress,
    int look,
    UUID plan,
    String planDigest,
    String upload,
    String dataDigest,
    long size,
    String purpose,
    @Nullable Instant keepUntil,
    PredictionColumns columns,
    @Nullable Double confidence,
    @Nullable String definitions,
    @Nullable FailureView failure,
    @Nullable ProfileView profile,
    List<AttributeView> attributes,
    List<JudgedClaim> claims,
    @Nullable MatrixView matrix,
    @Nullable UUID champion,
    @Nullable ComparisonView comparison,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  EvaluationView {
    attributes = List.copyOf(attributes);
    claims = List.copyOf(claims);
  }

  /**
   * Why no evaluation could be made.
   *
   * @param code a code that stays
   * @param detail what is wrong, without any value of the table
   */
  @Schema(name = "EvaluationFailure")
  record FailureView(String code, @Nullable String detail) {}

  /**
   * What the table looks like; counts of few people are left out.
   *
   * @param rows how many it has
   * @param positives how many have the positive label
   * @param predicted of how many the positive class is predicted
   * @param columns the columns that were read
   */
  @Schema(name = "TableProfile")
  record ProfileView(
      long rows, @Nullable Long positives, @Nullable Long predicted, List<ColumnView> columns) {

    ProfileView {
      columns = List.copyOf(columns);
    }

    static @Nullable ProfileView of(@Nullable Profile profile, Hidden hidden) {
      return profile == null
          ? null
          : new ProfileView(
              profile.rows(),
              hidden.allRows() ? null : profile.positives(),
              hidden.allRows() ? null : profile.predicted(),
              profile.columns().stream()
                  .map(
                      one ->
                          new ColumnView(
                              one.name(),
                              one.role(),
                              one.type(),
                              hidden.hides(one.name()) ? null : one.missing()))
                  .toList());
    }
  }

  /**
   * One column.
   *
   * @param name its name in the file
   * @param role label, prediction, score, group or row_id
   * @param type its type in the file
   * @param missing how many rows have nothing there
   */
  @Schema(name = "TableColumn")
  record ColumnView(String name, String role, String type, @Nullable Long missing) {}

  /**
   * The groups of an attribute.
   *
   * @param attribute its name, of an intersection those of all its attributes
   * @param masked whether its counts are not shown to this reader, one being below 10
   * @param referenceGroup whom the others are compared with
   * @param groups each group once
   */
  @Schema(name = "CountedAttribute")
  record AttributeView(
      String attribute,
      boolean masked,
      String referenceGroup,
      List<GroupCountsView.GroupView> groups) {

    AttributeView {
      groups = List.copyOf(groups);
    }

    static AttributeView of(CountedAttribute counted, boolean masked) {
      return new AttributeView(
          counted.attribute(),
          masked,
          counted.referenceGroup(),
          counted.groups().stream().map(group -> shown(group, masked)).toList());
    }

    private static GroupCountsView.GroupView shown(Group group, boolean masked) {
      return GroupCountsView.GroupView.of(
          new CountedGroup(
              group.name(),
              group.counts().tp(),
              group.counts().fp(),
              group.counts().tn(),
              group.counts().fn()),
          masked);
    }
  }

  /**
   * How often rows of each class were predicted to be of each.
   *
   * @param classes the classes
   * @param masked whether the counts are not shown to this reader, one being below 10
   * @param rows for each observed class how often each was predicted
   */
  @Schema(name = "ConfusionMatrix")
  record MatrixView(List<String> classes, boolean masked, @Nullable List<List<Long>> rows) {

    MatrixView {
      classes = List.copyOf(classes);
      rows = rows == null ? null : rows.stream().map(List::copyOf).toList();
    }

    static @Nullable MatrixView of(@Nullable ConfusionMatrix matrix, boolean seesAll) {
      if (matrix == null) {
        return null;
      }
      boolean masked =
          !seesAll
              && matrix.rows().stream()
                  .flatMap(List::stream)
                  .anyMatch(count -> SmallCounts.among(count));
      return new MatrixView(matrix.classes(), masked, masked ? null : matrix.rows());
    }
  }

  /** In which states the file is no longer kept for the evaluation. */
  private static final Set<EvaluationState> LET_GO =
      Set.of(EvaluationState.FAILED, EvaluationState.CANCELLED);

  static EvaluationView of(Evaluation made, List<CountedAttribute> attributes, Hidden hidden) {
    String failure = made.failure();
    return new EvaluationView(
        made.state(),
        made.progress(),
        made.look(),
        made.planId(),
        made.planDigest(),
        made.upload(),
        made.dataDigest(),
        made.size(),
        "EVALUATION",
        LET_GO.contains(made.state()) ? null : made.keepUntil(),
        made.columns(),
        made.confidence(),
        made.state() == EvaluationState.DONE ? GroupReport.DEFINITIONS : null,
        failure == null ? null : new FailureView(failure, made.failureDetail()),
        ProfileView.of(made.profile(), hidden),
        attributes.stream()
            .map(one -> AttributeView.of(one, hidden.hides(one.attribute())))
            .toList(),
        made.claims().stream()
            .map(claim -> hidden.hides(claim.attribute()) ? claim.masked() : claim)
            .toList(),
        MatrixView.of(made.plots().matrix(), hidden.seesAll()),
        made.champion(),
        ComparisonView.of(made.comparison(), hidden.seesAll()),
        made.requestedAt(),
        made.startedAt(),
        made.finishedAt());
  }
}
