package org.assay.review.evidence.plan;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A protected attribute.
 *
 * @param name the column that holds each row's group
 * @param referenceGroup whom the others are compared with; the largest group where absent
 */
@Schema(name = "PlannedAttribute")
public record PlannedAttribute(
    @NotNull @PlainText(max = 100) String name,
    @PlainText(max = 100) @Nullable String referenceGroup) {}
