/**
 * Tags: free key and value pairs on models and versions, by which people find them.
 *
 * <p>Open {@link org.assay.registry.tag.Tag} first, which has the rules of one, then {@link
 * org.assay.registry.tag.Tags}, which has the table. A tag decides nothing; no rule of governance
 * reads one.
 */
@NullMarked
package org.assay.registry.tag;

import org.jspecify.annotations.NullMarked;
