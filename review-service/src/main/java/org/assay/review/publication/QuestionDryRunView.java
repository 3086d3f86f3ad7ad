package org.assay.review.publication;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.assay.review.publication.DryRunView.CountView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A dry run of a questionnaire or a set of checklists as HTTP shows it.
 *
 * @param id its id
 * @param draftId the draft
 * @param digest the digest of what the draft said
 * @param state how far it is; the numbers grow until it is DONE
 * @param versions how many open versions were looked at
 * @param changed of a questionnaire, how many of them would have another tier; of checklists, how
 *     many open reviews would have more to answer
 * @param counts of a questionnaire, how many versions of a tier would have which; of checklists, of
 *     how many reviews of a kind how many would have more to answer
 * @param tierChanges the first 200 versions that would have another tier
 * @param reviewsAsked the first 200 reviews that would have more to answer
 * @param startedBy who started it
 * @param startedAt when
 * @param finishedAt when it ended
 */
@Schema(name = "QuestionDryRun")
record QuestionDryRunView(
    UUID id,
    UUID draftId,
    String digest,
    DryRunState state,
    int versions,
    int changed,
    List<CountView> counts,
    List<TierChange> tierChanges,
    List<ReviewAsked> reviewsAsked,
    Actor startedBy,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  QuestionDryRunView {
    counts = List.copyOf(counts);
    tierChanges = List.copyOf(tierChanges);
    reviewsAsked = List.copyOf(reviewsAsked);
  }

  static QuestionDryRunView from(DryRun run, DocumentKind kind, People people) {
    return new QuestionDryRunView(
        run.id(),
        run.documentId(),
        run.digest(),
        run.state(),
        run.versions(),
        run.newlyBlocked(),
        run.counts().entrySet().stream()
            .map(entry -> new CountView(entry.getKey(), entry.getValue()))
            .toList(),
        kind == DocumentKind.QUESTIONNAIRE ? run.tierChanges() : List.of(),
        kind == DocumentKind.CHECKLISTS ? run.reviewsAsked() : List.of(),
        people.named(run.startedBy()),
        run.startedAt(),
        run.finishedAt());
  }
}
