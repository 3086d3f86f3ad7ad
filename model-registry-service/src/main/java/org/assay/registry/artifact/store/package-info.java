/**
 * Where the bytes of artifacts lie: once for each digest, never changed once there.
 *
 * <p>Open {@link org.assay.registry.artifact.store.ArtifactStore} first. It knows no project and no
 * path; who may read what is decided before it is asked.
 */
@NullMarked
package org.assay.registry.artifact.store;

import org.jspecify.annotations.NullMarked;
