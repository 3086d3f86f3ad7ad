package org.assay.review.classification;

import java.nio.charset.StandardCharsets;
import org.assay.contracts.name.Digest;

/**
 * A questionnaire with the digest of its document's exact bytes; never changed once shipped or
 * published. What several ask together has the digest of theirs.
 *
 * @param digest of the document
 * @param questionnaire what the document says
 */
public record QuestionnaireVersion(String digest, Questionnaire questionnaire) {

  /** Returns what this one and one of a narrower scope ask together. */
  QuestionnaireVersion and(QuestionnaireVersion narrower) {
    return new QuestionnaireVersion(
        Digest.ofContent((digest + narrower.digest).getBytes(StandardCharsets.UTF_8)).value(),
        questionnaire.and(narrower.questionnaire));
  }
}
