package org.assay.review.evidence.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A plan to fix; {@link EvaluationPlan} says what the members mean.
 *
 * @param task what the predictions are of; BINARY where absent
 * @param classes of MULTICLASS every label
 * @param positiveClass the label that the rates are about
 * @param negativeClass the other label of two
 * @param favourableLabel the one that people wish for; the positive one where absent
 * @param threshold from which score on the positive class is predicted
 * @param probabilities whether scores are probabilities; not where absent
 * @param attributes the protected attributes; none where absent
 * @param intersections attributes whose combinations are groups too
 * @param claims what gates
 * @param confidence of each interval; what the tier asks for where absent, and never less
 * @param groupRows how many rows a group has at least; the same
 * @param groupConditioned how many of them a rate is a share of at least; the same
 * @param dataDigest the exact bytes of the predictions, where they are known already
 * @param comparison how the version is compared with the champion, or a baseline; not where absent
 */
@Schema(name = "DeclarePlan")
public record DeclarePlan(
    @Nullable PredictionTask task,
    @Size(min = 2, max = 50) @Nullable List<@NotNull @PlainText(max = 100) String> classes,
    @PlainText(max = 100) @Nullable String positiveClass,
    @PlainText(max = 100) @Nullable String negativeClass,
    @PlainText(max = 100) @Nullable String favourableLabel,
    @Nullable Double threshold,
    @Nullable Boolean probabilities,
    @Size(max = 10) @Nullable List<@NotNull @Valid PlannedAttribute> attributes,
    @Size(max = 10)
        @Nullable List<@NotNull @Size(min = 2, max = 3) List<@NotNull @PlainText(max = 100) String>>
            intersections,
    @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid PlannedClaim> claims,
    @DecimalMin("0.5") @DecimalMax("0.9999") @Nullable Double confidence,
    @Min(1) @Max(1_000_000) @Nullable Integer groupRows,
    @Min(1) @Max(1_000_000) @Nullable Integer groupConditioned,
    @Pattern(regexp = Digest.PATTERN) @Nullable String dataDigest,
    @Valid @Nullable PlannedComparison comparison) {}
