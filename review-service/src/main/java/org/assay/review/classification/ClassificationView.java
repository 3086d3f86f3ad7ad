package org.assay.review.classification;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A classification as HTTP shows it to one caller.
 *
 * @param id the classification
 * @param model the model's full name
 * @param useCaseId the use case
 * @param questionnaire which was answered, such as {@code default/1}
 * @param questionnaireDigest the digest of its document
 * @param answers by question
 * @param evidence digests by question
 * @param tier what counts
 * @param computedTier what the answers alone lead to
 * @param score the sum
 * @param reasons what the answers lead to, the heaviest first
 * @param standing whether it counts
 * @param raised whether a person set the tier above the computed one
 * @param loweredBy the two who set the tier below the one before, the proposer first; none where
 *     nobody did
 * @param reason why it was raised or lowered; absent where it was not, or where the text was erased
 * @param answeredBy who gave the answers
 * @param decidedBy who answered or raised, or agreed as the second to lower
 * @param decidedAt when
 * @param validUntil until when the answers hold
 * @param supersedes the one before it
 * @param again what has to be answered now, where it has to be answered again
 * @param actions what the caller may do with it now
 */
@Schema(name = "Classification")
record ClassificationView(
    UUID id,
    String model,
    UUID useCaseId,
    String questionnaire,
    String questionnaireDigest,
    Map<String, String> answers,
    Map<String, String> evidence,
    Tier tier,
    Tier computedTier,
    int score,
    List<ReasonView> reasons,
    Standing standing,
    boolean raised,
    List<Actor> loweredBy,
    @Nullable String reason,
    Actor answeredBy,
    Actor decidedBy,
    Instant decidedAt,
    Instant validUntil,
    @Nullable UUID supersedes,
    @Nullable AgainView again,
    List<ActionView> actions) {

  /** Copies the collections. */
  ClassificationView {
    answers = Map.copyOf(answers);
    evidence = Map.copyOf(evidence);
    reasons = List.copyOf(reasons);
    loweredBy = List.copyOf(loweredBy);
    actions = List.copyOf(actions);
  }

  /**
   * What led to a tier.
   *
   * @param question the question, absent for the sum of all scores
   * @param answer the answer, or what an unanswered question counts as; the sum
   * @param assumed whether it counts so because it was not answered
   * @param tier what it leads to
   * @param exception whether the answer claims a lawful exception from what is prohibited: that
   *     leads to PROHIBITED until two people lower it to HIGH
   */
  @Schema(name = "ClassificationReason")
  record ReasonView(
      @Nullable String question,
      @Nullable String answer,
      boolean assumed,
      Tier tier,
      boolean exception) {}

  /**
   * What has to be answered again; {@code based_on} takes over what is offered.
   *
   * @param questionnaire which is asked now
   * @param offered the answers given to questions that are still the same
   * @param questions those without an offered answer
   */
  @Schema(name = "ClassificationAgain")
  record AgainView(String questionnaire, Map<String, String> offered, List<String> questions) {

    /** Copies the collections. */
    AgainView {
      offered = Map.copyOf(offered);
      questions = List.copyOf(questions);
    }
  }
}
