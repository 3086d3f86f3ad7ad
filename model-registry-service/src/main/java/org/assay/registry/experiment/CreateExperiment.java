package org.assay.registry.experiment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is asked for to make an experiment.
 *
 * @param projectKey the project it belongs to
 * @param name its name, unique in the project
 */
@Schema(name = "CreateExperiment")
record CreateExperiment(
    @NotNull
        @Pattern(regexp = "^" + ProjectKey.PATTERN + "$", message = "must be the key of a project")
        @Size(min = 3, max = 40)
        @Schema(examples = "credit")
        String projectKey,
    @NotNull
        @PlainText(max = ExperimentFounding.MAX_NAME)
        @Size(min = 1, max = ExperimentFounding.MAX_NAME)
        @Schema(examples = "denial, without marital status")
        String name) {}
