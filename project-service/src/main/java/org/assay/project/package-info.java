/**
 * project-service: projects, what they are for, and the people in them.
 *
 * <p>Open {@link org.assay.project.charter.Project} first. A project is one aggregate: its members'
 * events carry the project's revision, so that a copy elsewhere applies them in order.
 */
@NullMarked
package org.assay.project;

import org.jspecify.annotations.NullMarked;
