package org.assay.registry.assessment;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The last assessment of a version, a copy of what review-service told.
 *
 * @param id review-service's id of it
 * @param round the round it judges
 * @param state OPEN, PASSED, FAILED, LOST or WITHDRAWN
 * @param asOf when review-service told this
 */
@Schema(name = "RegistryAssessment")
public record AssessmentView(UUID id, int round, String state, Instant asOf) {

  /** Shows an assessment. */
  public static AssessmentView from(Assessment assessment) {
    return new AssessmentView(
        assessment.assessmentId(), assessment.round(), assessment.state(), assessment.asOf());
  }
}
