/**
 * JSON as the API reads and writes it: strict in, terse out.
 *
 * <p>Open {@link org.assay.kit.json.StrictJson} first.
 */
@NullMarked
package org.assay.kit.json;

import org.jspecify.annotations.NullMarked;
