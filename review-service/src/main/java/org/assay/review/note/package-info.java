/**
 * Free text of people, kept apart so that it can be erased while the log's proof still holds.
 *
 * <p>A reason, comment or answer is stored with a salt of its own; events carry only {@code
 * sha256(salt || text)}.
 */
@NullMarked
package org.assay.review.note;

import org.jspecify.annotations.NullMarked;
