package org.assay.registry.version;

/**
 * A version is about to be submitted in the running transaction, which holds its row's lock; what
 * it rests on is fixed. Whoever sees a reason against it refuses by a problem.
 *
 * @param version the version, in the state before
 */
public record VersionSubmitting(ModelVersion version) {}
