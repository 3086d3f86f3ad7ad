/**
 * Files that come in parts, so that a broken line costs one part.
 *
 * <p>Open {@link org.assay.registry.artifact.upload.UploadParts} first. Parts come in any order and
 * at once, each to a file of its own; {@link org.assay.registry.artifact.upload.Assembly} puts them
 * together by the side once all are there.
 */
@NullMarked
package org.assay.registry.artifact.upload;

import org.jspecify.annotations.NullMarked;
