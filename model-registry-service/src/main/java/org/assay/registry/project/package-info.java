/**
 * What this service knows of projects and their members: a copy of project-service's facts.
 *
 * <p>Open {@link org.assay.registry.project.Standings} first: it answers what a caller is in a
 * project, from the copy, and asks project-service once where the copy does not suffice.
 */
@NullMarked
package org.assay.registry.project;

import org.jspecify.annotations.NullMarked;
