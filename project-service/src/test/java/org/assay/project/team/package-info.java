/** Tests of {@code team}. */
@NullMarked
package org.assay.project.team;

import org.jspecify.annotations.NullMarked;
