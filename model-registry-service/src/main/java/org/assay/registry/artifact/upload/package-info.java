/**
 * Files that come in parts, so that a broken line costs one part.
 *
 * <p>Open {@link org.assay.registry.artifact.upload.UploadParts} first. An upload has its size from
 * the beginning and each part its place in it, so parts come in any order and at once, and nothing
 * is copied when the last one is there.
 */
@NullMarked
package org.assay.registry.artifact.upload;

import org.jspecify.annotations.NullMarked;
