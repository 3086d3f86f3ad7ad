package org.assay.project.charter;

import java.time.Instant;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a project's state as HTTP shows it.
 *
 * @param revision the project's revision that it made
 * @param state the state it led to
 * @param reason why, in the words of who decided
 * @param decidedBy who
 * @param decidedAt when
 */
@Schema(name = "ProjectTransition")
record TransitionView(
    long revision, ProjectState state, String reason, Actor decidedBy, Instant decidedAt) {}
