package org.assay.registry.dataset;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Further checks of a data set's quality.
 *
 * @param checks the checks
 */
@Schema(name = "CheckDataset")
record CheckDataset(
    @NotNull @Size(min = 1, max = QualityCheck.MOST_AT_ONCE)
        List<@NotNull @Valid QualityCheck> checks) {}
