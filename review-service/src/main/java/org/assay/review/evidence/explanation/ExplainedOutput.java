package org.assay.review.evidence.explanation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.assay.kit.http.PlainText;

/**
 * One output of a model and what each feature contributes to it; that is checked and never kept,
 * since it is said of somebody's row.
 *
 * @param prediction the output, in the units of the contributions
 * @param contributions by feature; one that is missing contributes nothing
 */
public record ExplainedOutput(
    @NotNull Double prediction,
    @NotNull @Size(max = FeatureTable.MOST_FEATURES)
        Map<
                @NotNull @PlainText(max = FeatureTable.LONGEST_NAME)
                @Size(max = FeatureTable.LONGEST_NAME) String,
                @NotNull Double>
            contributions) {}
