package org.assay.review.evidence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.evidence.window.WindowView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A record of evidence as HTTP shows it to one caller.
 *
 * @param id its id
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param kind what it is
 * @param origin who vouches for it
 * @param title what people call it; absent where it was erased
 * @param digest the exact bytes of it
 * @param dataDigest of a claim: the data that its figures were computed of
 * @param supersedes the record whose place it took
 * @param supersededBy the record that took its place; absent while it is current
 * @param collectedAt when it was collected
 * @param validUntil until when it says something
 * @param groupCounts of counts: the counts by group; absent in lists and in the answer to adding
 * @param evaluation of predictions: how far their evaluation is, and by what; absent in lists
 * @param explanation of an explanation: how much each feature matters; absent in lists
 * @param attack of an attack on privacy: what it came to; absent in lists
 * @param window of a monitoring window: what was counted, and what that comes to; absent in lists
 * @param counting of a monitoring window that Assay counts from files: how far that is; absent in
 *     lists
 * @param statistics what Assay computed of the counts, or what a claim says; absent where the
 *     counts are
 * @param disagreesWith where it is a claim, the computed records that say otherwise, else the
 *     claims and registered metrics that do; absent in lists
 * @param createdBy who added it
 * @param createdAt when it was added
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Evidence")
record EvidenceView(
    UUID id,
    String model,
    int version,
    UUID versionId,
    EvidenceKind kind,
    EvidenceOrigin origin,
    @Nullable String title,
    String digest,
    @Nullable String dataDigest,
    @Nullable UUID supersedes,
    @Nullable UUID supersededBy,
    @Nullable Instant collectedAt,
    @Nullable Instant validUntil,
    @Nullable GroupCountsView groupCounts,
    @Nullable EvaluationView evaluation,
    @Nullable ExplanationView explanation,
    @Nullable AttackView attack,
    @Nullable WindowView window,
    @Nullable WindowJobView counting,
    @Nullable List<StatisticView> statistics,
    @Nullable List<DisagreementView> disagreesWith,
    Actor createdBy,
    Instant createdAt,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  EvidenceView {
    statistics = statistics == null ? null : List.copyOf(statistics);
    disagreesWith = disagreesWith == null ? null : List.copyOf(disagreesWith);
    actions = List.copyOf(actions);
  }

  /** Returns the same with its figures, and with the counts if they were computed of some. */
  EvidenceView with(@Nullable GroupCountsView counts, List<StatisticView> computed) {
    return with(counts, null, null, null, null, null, computed, disagreesWith);
  }

  /** Returns the same with its evaluation. */
  EvidenceView evaluated(EvaluationView made, List<StatisticView> computed) {
    return with(null, made, null, null, null, null, computed, disagreesWith);
  }

  /** Returns the same with its features. */
  EvidenceView explained(ExplanationView table, List<StatisticView> computed) {
    return with(null, null, table, null, null, null, computed, disagreesWith);
  }

  /** Returns the same with what it came to. */
  EvidenceView attacked(AttackView tried, List<StatisticView> computed) {
    return with(null, null, null, tried, null, null, computed, disagreesWith);
  }

  /** Returns the same with its window, and how it was counted. */
  EvidenceView monitored(
      WindowView watched, @Nullable WindowJobView job, List<StatisticView> computed) {
    return with(null, null, null, null, watched, job, computed, disagreesWith);
  }

  /** Returns the same with what says otherwise, where anything does. */
  EvidenceView disagreeing(List<DisagreementView> found) {
    return found.isEmpty()
        ? this
        : with(groupCounts, evaluation, explanation, attack, window, counting, statistics, found);
  }

  private EvidenceView with(
      @Nullable GroupCountsView counts,
      @Nullable EvaluationView made,
      @Nullable ExplanationView table,
      @Nullable AttackView tried,
      @Nullable WindowView watched,
      @Nullable WindowJobView job,
      @Nullable List<StatisticView> computed,
      @Nullable List<DisagreementView> otherwise) {
    return new EvidenceView(
        id,
        model,
        version,
        versionId,
        kind,
        origin,
        title,
        digest,
        dataDigest,
        supersedes,
        supersededBy,
        collectedAt,
        validUntil,
        counts,
        made,
        table,
        tried,
        watched,
        job,
        computed,
        otherwise,
        createdBy,
        createdAt,
        revision,
        actions);
  }
}
