/**
 * Lists in pages: keyset, never offset, so that a page costs the same at any depth.
 *
 * <p>Open {@link org.assay.kit.page.Paging} first. The cursor is signed and carries the hash of the
 * filter it belongs to; it grants no right, since each request is authorised by itself.
 */
@NullMarked
package org.assay.kit.page;

import org.jspecify.annotations.NullMarked;
