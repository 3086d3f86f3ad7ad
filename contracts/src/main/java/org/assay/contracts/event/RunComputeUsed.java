package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used, as those who ran it say.
 *
 * @param usageId this use
 * @param runId the run
 * @param experimentId its experiment
 * @param projectId the project that bears it
 * @param hours hours of the machine, a decimal
 * @param costAmount what it cost, a decimal, absent where nobody said
 * @param costCurrency ISO 4217 code of the cost
 * @param energyKwh kilowatt hours, a decimal, absent where nobody said
 */
public record RunComputeUsed(
    UUID usageId,
    UUID runId,
    UUID experimentId,
    UUID projectId,
    String hours,
    @Nullable String costAmount,
    @Nullable String costCurrency,
    @Nullable String energyKwh) {}
