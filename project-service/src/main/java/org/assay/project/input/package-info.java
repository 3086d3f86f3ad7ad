/** How a request changes a resource in part. Open {@link org.assay.project.input.MergePatch}. */
@NullMarked
package org.assay.project.input;

import org.jspecify.annotations.NullMarked;
