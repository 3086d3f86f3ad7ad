/** Tests of project-service as a whole. */
@NullMarked
package org.assay.project;

import org.jspecify.annotations.NullMarked;
