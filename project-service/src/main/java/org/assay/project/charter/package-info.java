/**
 * What a project is for, who answers for it, and the states it goes through.
 *
 * <p>Open {@link org.assay.project.charter.Project} first, then {@link
 * org.assay.project.charter.ProjectAct}: the one place that says who may do what in which state.
 */
@NullMarked
package org.assay.project.charter;

import org.jspecify.annotations.NullMarked;
