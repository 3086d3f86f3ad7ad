package org.assay.registry.deployment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as HTTP shows it to one caller.
 *
 * @param id its id, the {@code deployment_id} of events
 * @param projectKey the project that owns the model
 * @param model the model's full name
 * @param modelId the model's id
 * @param version the number of the version that is said to run; absent where none of the model has
 *     the digest
 * @param versionId that version's id
 * @param digest the digest of the bytes that run, as reported
 * @param environment where they run
 * @param state whether they still run
 * @param from since when, as reported
 * @param until until when; absent while they run
 * @param mismatch why these are not the bytes that may run there: now, or when they stopped; absent
 *     where they may
 * @param reportedAt when it was reported
 * @param reportedBy who reported it
 * @param endedBy who reported its end
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "Deployment")
record DeploymentView(
    UUID id,
    String projectKey,
    String model,
    UUID modelId,
    @Nullable Integer version,
    @Nullable UUID versionId,
    String digest,
    String environment,
    DeploymentState state,
    Instant from,
    @Nullable Instant until,
    @Nullable Mismatch mismatch,
    Instant reportedAt,
    Actor reportedBy,
    @Nullable Actor endedBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {}
