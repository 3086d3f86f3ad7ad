package org.assay.review.publication;

import java.util.List;
import java.util.UUID;
import org.assay.review.policy.ReviewType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An open review that would have questions to answer which it has not now.
 *
 * @param model the model's full name
 * @param version the version's number
 * @param reviewId the review
 * @param type its kind
 * @param questions the questions
 */
@Schema(name = "ReviewAsked")
public record ReviewAsked(
    String model, int version, UUID reviewId, ReviewType type, List<String> questions) {

  /** Copies the list. */
  public ReviewAsked {
    questions = List.copyOf(questions);
  }
}
