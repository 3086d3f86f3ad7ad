package org.assay.registry.version;

import org.assay.registry.artifact.ArtifactPath;
import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from, in the words of who registered it.
 *
 * @param source where its bytes come from, as written
 * @param location where they are, where the source refers to another version or a logged model
 * @param files where Assay keeps them in the model's project, null where it does not
 * @param sourceRun the run that it names; not checked
 * @param runLink an address of that run
 * @param loggedModel the logged model that it was registered from
 */
public record Origin(
    String source,
    @Nullable String location,
    @Nullable ArtifactPath files,
    @Nullable String sourceRun,
    @Nullable String runLink,
    @Nullable String loggedModel) {}
