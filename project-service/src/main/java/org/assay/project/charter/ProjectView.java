package org.assay.project.charter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.project.membership.MemberRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A project as HTTP shows it to one caller.
 *
 * @param id its id, the {@code projectId} of events
 * @param key its key
 * @param name how people call it
 * @param businessGoal what the organisation wants from it
 * @param sponsor who answers for it in the business
 * @param unit the unit's key
 * @param state its state
 * @param scopeIn what it covers
 * @param scopeOut what it leaves out
 * @param startsOn its first day
 * @param endsOn its last day
 * @param owner its principal owner
 * @param myRole the caller's own role, absent for who is no member
 * @param createdAt when it was founded
 * @param createdBy who founded it
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "Project")
record ProjectView(
    UUID id,
    String key,
    String name,
    String businessGoal,
    Actor sponsor,
    String unit,
    ProjectState state,
    @Nullable String scopeIn,
    @Nullable String scopeOut,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    Actor owner,
    @Nullable MemberRole myRole,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {}
