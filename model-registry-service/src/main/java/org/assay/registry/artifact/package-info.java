/**
 * The files of a project: what lies under which path, by the digest of its bytes.
 *
 * <p>Open {@link org.assay.registry.artifact.ArtifactKeeping} first: how a file is taken in,
 * replaced and removed. Bytes lie in {@link org.assay.registry.artifact.store.ArtifactStore}, once
 * for all that refer to them; {@link org.assay.registry.artifact.Sealing} freezes a folder for the
 * version that is made from it; {@code scan} reads what pickles import and what archives hold, and
 * runs nothing.
 */
@NullMarked
package org.assay.registry.artifact;

import org.jspecify.annotations.NullMarked;
