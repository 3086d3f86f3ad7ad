package org.assay.project.membership;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;

/** Looks up what the caller is in projects. */
@ApplicationScoped
public class Standings {

  private final CurrentCaller currentCaller;
  private final Members members;

  Standings(CurrentCaller currentCaller, Members members) {
    this.currentCaller = currentCaller;
    this.members = members;
  }

  /** Returns the caller's standing in one project. */
  public Standing in(UUID projectId) {
    Caller caller = currentCaller.get();
    return new Standing(caller, members.currentRole(projectId, caller.subject()).orElse(null));
  }

  /** Returns the caller's standing in any of at most a page of projects, by one query. */
  public Function<UUID, Standing> among(Collection<UUID> projectIds) {
    Caller caller = currentCaller.get();
    Map<UUID, MemberRole> roles =
        members.currentIn(projectIds, caller.subject()).stream()
            .collect(Collectors.toMap(Member::projectId, Member::role));
    return projectId -> new Standing(caller, roles.get(projectId));
  }
}
