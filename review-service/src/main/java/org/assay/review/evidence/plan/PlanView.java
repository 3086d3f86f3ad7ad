package org.assay.review.evidence.plan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A plan as HTTP shows it.
 *
 * @param id its id
 * @param model the model's full name
 * @param version the version's number
 * @param number the plan's number among those of the version
 * @param digest the SHA-256 of {@code plan} as canonical JSON (RFC 8785)
 * @param plan what it says
 * @param looks every evaluation by it, failed and cancelled ones too, in their order
 * @param createdBy who fixed it
 * @param createdAt when
 */
@Schema(name = "DeclaredPlan")
record PlanView(
    UUID id,
    String model,
    int version,
    int number,
    String digest,
    EvaluationPlan plan,
    List<LookView> looks,
    Actor createdBy,
    Instant createdAt) {

  PlanView {
    looks = List.copyOf(looks);
  }

  /**
   * One evaluation by the plan.
   *
   * @param evidenceId the record that it became, becomes or would have become
   * @param look which evaluation of the version it is
   * @param state QUEUED, RUNNING, DONE, FAILED or CANCELLED
   * @param dataDigest the exact bytes of the predictions
   * @param requestedAt when it was asked for
   */
  @Schema(name = "Look")
  record LookView(
      UUID evidenceId, int look, String state, String dataDigest, Instant requestedAt) {}

  static PlanView of(DeclaredPlan declared, VersionCopy version, List<LookView> looks, Actor by) {
    return new PlanView(
        declared.id(),
        version.model(),
        version.number(),
        declared.number(),
        declared.digest(),
        declared.plan(),
        looks,
        by,
        declared.createdAt());
  }
}
