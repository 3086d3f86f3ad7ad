/**
 * Model versions: exact bytes, who made them, and where they stand.
 *
 * <p>Open {@link org.assay.registry.version.Lifecycle} first, then {@link
 * org.assay.registry.version.ModelVersion}. A version is registered at once and immutable from then
 * on; its state moves by this service's own acts (submit, withdraw) and by following
 * review-service's events ({@link org.assay.registry.version.ReviewEventConsumer}). Every change
 * happens under the row lock of the version and writes exactly one event, so the revision counts
 * both.
 */
@NullMarked
package org.assay.registry.version;

import org.jspecify.annotations.NullMarked;
