/**
 * The members of a project over HTTP: joining, another role, leaving.
 *
 * <p>Open {@link org.assay.project.team.TeamChanges} first. Each change is one event, and so one
 * revision, of the project.
 */
@NullMarked
package org.assay.project.team;

import org.jspecify.annotations.NullMarked;
