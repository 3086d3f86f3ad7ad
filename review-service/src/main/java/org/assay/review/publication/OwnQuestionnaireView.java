package org.assay.review.publication;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.classification.Questionnaire;
import org.assay.review.classification.QuestionnaireView;
import org.assay.review.classification.QuestionnaireView.QuestionView;
import org.assay.review.classification.Tier;
import org.assay.review.publication.DocumentViews.Shown;
import org.assay.review.publication.PolicyView.PolicyConsentView;
import org.assay.review.publication.QuestionnaireContent.DraftOutcomeValidity;
import org.assay.review.publication.QuestionnaireContent.DraftScores;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's own questionnaire as HTTP shows it.
 *
 * @param id its id
 * @param name its name
 * @param number its number; policies cite it by both
 * @param state where it stands
 * @param text what it is for
 * @param scores from which sum of scores on a tier is reached
 * @param validity how long an outcome holds
 * @param questions those of the law first, then the organisation's own
 * @param digest the digest of the document's exact bytes
 * @param tried whether a dry run of these bytes came to its end within the last 24 hours
 * @param createdBy who drafted it
 * @param createdAt when
 * @param publishedAt when it was published; policies name it from then on
 * @param publishing who is for publishing it, or was
 * @param revision how often it changed
 * @param actions what the caller may do with it now
 */
@Schema(name = "OwnQuestionnaire")
record OwnQuestionnaireView(
    UUID id,
    String name,
    int number,
    PolicyState state,
    String text,
    DraftScores scores,
    DraftOutcomeValidity validity,
    List<QuestionView> questions,
    String digest,
    boolean tried,
    Actor createdBy,
    Instant createdAt,
    @Nullable Instant publishedAt,
    List<PolicyConsentView> publishing,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  OwnQuestionnaireView {
    questions = List.copyOf(questions);
    publishing = List.copyOf(publishing);
    actions = List.copyOf(actions);
  }

  static OwnQuestionnaireView from(QuestionnaireEntry entry, Shown shown) {
    Questionnaire said = entry.questionnaire();
    return new OwnQuestionnaireView(
        entry.id(),
        entry.name(),
        entry.number(),
        entry.state(),
        said.text(),
        new DraftScores(
            Objects.requireNonNull(said.scores().get(Tier.LIMITED)),
            Objects.requireNonNull(said.scores().get(Tier.HIGH))),
        new DraftOutcomeValidity(
            DraftPeriods.written(said.validity().get(Tier.MINIMAL)),
            DraftPeriods.written(said.validity().get(Tier.LIMITED)),
            DraftPeriods.written(said.validity().get(Tier.HIGH))),
        QuestionnaireView.questions(said),
        entry.digest(),
        shown.tried(),
        shown.createdBy(),
        entry.createdAt(),
        entry.publishedAt(),
        shown.publishing(),
        entry.revision(),
        shown.actions());
  }
}
