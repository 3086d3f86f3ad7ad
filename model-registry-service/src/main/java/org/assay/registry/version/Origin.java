package org.assay.registry.version;

import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from, in the words of who registered it.
 *
 * @param source where its bytes come from, as written
 * @param location where they are, where the source refers to another version or a logged model
 * @param sourceRun the run that it names; not checked
 * @param runLink an address of that run
 * @param loggedModel the logged model that it was registered from
 */
public record Origin(
    String source,
    @Nullable String location,
    @Nullable String sourceRun,
    @Nullable String runLink,
    @Nullable String loggedModel) {}
