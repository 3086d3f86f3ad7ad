/**
 * The names people and machines use for things, each a value that cannot be wrong once it exists.
 *
 * <p>Open {@link org.assay.contracts.name.ModelName} first: a model's full name is its project's
 * key, a dot and its name within the project.
 */
@NullMarked
package org.assay.contracts.name;

import org.jspecify.annotations.NullMarked;
