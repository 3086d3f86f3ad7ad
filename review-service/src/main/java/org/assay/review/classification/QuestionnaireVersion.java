package org.assay.review.classification;

/**
 * A questionnaire with the digest of its document's exact bytes; never changed once shipped.
 *
 * @param digest of the document
 * @param questionnaire what the document says
 */
record QuestionnaireVersion(String digest, Questionnaire questionnaire) {}
