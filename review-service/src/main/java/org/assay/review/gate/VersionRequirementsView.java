package org.assay.review.gate;

import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.review.requirement.OverrideMarkView;
import org.assay.review.requirement.RequirementView;
import org.assay.review.trigger.TriggerView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a version still needs for an environment, in its current round.
 *
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param environment where it is to be deployed
 * @param round its current round, 0 before the first submission
 * @param assessmentId the round's assessment
 * @param policy the policy that applies, such as {@code starter/1}
 * @param fulfilled whether every requirement is fulfilled
 * @param requirements every requirement and what it says
 * @param overrides the newest overrides that the version ever had, ended ones too
 * @param triggers what happened last by which it has to be looked at again, such as a withdrawal of
 *     data that it descends from
 * @param copyAge how old the copies of others' facts are, an ISO 8601 duration
 * @param actions what the caller may do about the version here
 */
@Schema(name = "VersionRequirements")
record VersionRequirementsView(
    String model,
    int version,
    UUID versionId,
    String environment,
    int round,
    @Nullable UUID assessmentId,
    String policy,
    boolean fulfilled,
    List<RequirementView> requirements,
    List<OverrideMarkView> overrides,
    List<TriggerView> triggers,
    String copyAge,
    List<ActionView> actions) {

  VersionRequirementsView {
    requirements = List.copyOf(requirements);
    overrides = List.copyOf(overrides);
    triggers = List.copyOf(triggers);
    actions = List.copyOf(actions);
  }
}
