package org.assay.registry.project;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.registry.project.ProjectServiceClient.ProjectAnswer;
import org.assay.registry.project.Projects.Known;

/**
 * Answers what a caller is in a project.
 *
 * <p>The copy answers as a rule. Where it would refuse what the caller wants, the copy may only be
 * late, so project-service is asked once, with the caller's token, before anything is refused.
 * Whether the project exists makes no difference to the way or the time of a refusal.
 */
@ApplicationScoped
public class Standings {

  private static final Set<Role> READ_ALL =
      EnumSet.of(
          Role.ETHICS_REVIEWER, Role.PERFORMANCE_REVIEWER, Role.LEAD, Role.AUDITOR, Role.ADMIN);

  private final Projects projects;
  private final RemoteProjects remote;

  Standings(Projects projects, RemoteProjects remote) {
    this.projects = projects;
    this.remote = remote;
  }

  /**
   * Finds the caller's standing in a project that the caller may know of.
   *
   * @param suffices what the caller needs it for; project-service is asked where the copy's answer
   *     does not meet it
   * @return empty where there is no such project or the caller may not know of it
   * @throws org.assay.kit.problem.ProblemException 503 {@code PROJECT_SERVICE_AWAY} where it had to
   *     be asked and is away
   */
  public Optional<Standing> find(ProjectKey key, Caller caller, Predicate<Standing> suffices) {
    Optional<Standing> copied =
        projects.find(key, caller.subject()).map(known -> standing(known, caller));
    if (copied.filter(suffices).isPresent()) {
      return copied;
    }
    return remote
        .project(key, caller)
        .map(answer -> standing(key, caller, answer))
        .or(() -> copied)
        .filter(Standing::mayRead);
  }

  /**
   * Returns the caller's standing in each of at most a page's worth of projects, as the copy has
   * it; a project that has not arrived yet is absent.
   */
  public Map<UUID, Standing> copied(Collection<UUID> projectIds, Caller caller) {
    return projects.find(projectIds, caller.subject()).stream()
        .collect(Collectors.toMap(Known::id, known -> standing(known, caller)));
  }

  /**
   * Returns those of at most 50 subjects who neither are nor were members of the project.
   *
   * @throws org.assay.kit.problem.ProblemException 503 {@code PROJECT_SERVICE_AWAY} where the copy
   *     does not know one of them and project-service is away
   */
  public Set<String> strangers(Standing standing, Collection<String> subjects, Caller caller) {
    Set<String> strangers = new LinkedHashSet<>(subjects);
    strangers.removeAll(projects.membersEver(standing.projectId(), subjects));
    strangers.removeIf(subject -> remote.isOrWasMember(standing.key(), subject, caller));
    return strangers;
  }

  /** Says whether the caller reads every project by realm role; a machine never does. */
  public static boolean readsAll(Caller caller) {
    return !caller.machine() && caller.roles().stream().anyMatch(READ_ALL::contains);
  }

  private static Standing standing(Known known, Caller caller) {
    return new Standing(
        known.id(),
        new ProjectKey(known.key()),
        known.state(),
        MemberRole.named(known.role()).orElse(null),
        readsAll(caller));
  }

  private static Standing standing(ProjectKey key, Caller caller, ProjectAnswer answer) {
    return new Standing(
        answer.id(),
        key,
        answer.state(),
        MemberRole.named(answer.myRole()).orElse(null),
        readsAll(caller));
  }
}
