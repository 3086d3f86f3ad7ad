package org.assay.review.gate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.review.requirement.OverrideMarkView;
import org.assay.review.requirement.RequirementView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The gate's answer.
 *
 * @param decision whether the bytes may be deployed there now
 * @param reasonCode why not, where one word says it: {@code UNKNOWN_DIGEST}, {@code
 *     AMBIGUOUS_DIGEST}, {@code UNKNOWN_ENVIRONMENT} or {@code REQUIREMENTS_NOT_MET}
 * @param digest the bytes that were asked for
 * @param environment where they are to be deployed
 * @param version the version they are, where that is known and may be told
 * @param policy the policy that was applied, such as {@code starter/1}
 * @param requirements every requirement and what it says
 * @param overrides the newest overrides that the version ever had, ended ones too
 * @param decidedAt when it was answered, by the database's clock
 * @param validUntil until when the answer may be used
 * @param copyAge how old the copies of others' facts are, an ISO 8601 duration
 */
@Schema(name = "GateAnswer")
record GateView(
    GateDecision decision,
    @Nullable String reasonCode,
    String digest,
    String environment,
    @Nullable GateVersionView version,
    String policy,
    List<RequirementView> requirements,
    List<OverrideMarkView> overrides,
    Instant decidedAt,
    Instant validUntil,
    @Nullable String copyAge) {

  GateView {
    requirements = List.copyOf(requirements);
    overrides = List.copyOf(overrides);
  }

  /**
   * The version that the bytes are.
   *
   * @param model the model's full name
   * @param number its number
   * @param id its id
   */
  @Schema(name = "GateVersion")
  record GateVersionView(String model, int number, UUID id) {}
}
