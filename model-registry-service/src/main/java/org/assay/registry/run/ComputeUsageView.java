package org.assay.registry.run;

import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used, as those who ran it say.
 *
 * @param id this use, the {@code usage_id} of its event
 * @param platform where it ran
 * @param region which region of that
 * @param instanceType on which kind of machine
 * @param hours hours of the machine, a decimal
 * @param cost what it cost
 * @param energyKwh kilowatt hours, a decimal
 * @param recordedAt when it was said
 * @param recordedBy who said it
 */
@Schema(name = "ComputeUsage")
record ComputeUsageView(
    UUID id,
    String platform,
    @Nullable String region,
    @Nullable String instanceType,
    String hours,
    UseCompute.@Nullable Cost cost,
    @Nullable String energyKwh,
    Instant recordedAt,
    Actor recordedBy) {}
