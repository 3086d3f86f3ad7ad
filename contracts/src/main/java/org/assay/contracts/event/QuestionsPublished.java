package org.assay.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A questionnaire or a set of checklists that was published; policies name it from then on.
 *
 * @param questionsId the questionnaire or set
 * @param name its name
 * @param number its number
 * @param digest the digest of its document's exact bytes
 * @param publishedAt when it was published
 * @param agreedBy the {@code sub} of the lead and the administrator who did it
 * @param reason the salted digest of why the second of them did
 */
public record QuestionsPublished(
    UUID questionsId,
    String name,
    int number,
    String digest,
    Instant publishedAt,
    List<String> agreedBy,
    String reason) {

  /** Copies the list. */
  public QuestionsPublished {
    agreedBy = List.copyOf(agreedBy);
  }
}
