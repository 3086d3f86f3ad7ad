package org.assay.project.usecase;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much risk a model carries in a use case, as review-service classified it last.
 *
 * @param id review-service's classification
 * @param model the model's full name
 * @param tier MINIMAL, LIMITED, HIGH or PROHIBITED
 * @param validUntil until when the answers hold
 * @param expired whether they do not any more, so that the questionnaire has to be answered again;
 *     the tier counts until then
 * @param questionnaireVersion by which questionnaire, such as {@code default/1}
 */
@Schema(name = "UseCaseClassification")
record ClassificationView(
    UUID id,
    String model,
    String tier,
    Instant validUntil,
    boolean expired,
    String questionnaireVersion) {}
