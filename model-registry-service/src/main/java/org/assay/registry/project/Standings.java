package org.assay.registry.project;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
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
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.ProjectServiceClient.ProjectAnswer;
import org.assay.registry.project.Projects.Known;
import org.assay.registry.search.Reach;
import org.jspecify.annotations.Nullable;

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

  private static final Clock CLOCK = Clock.systemUTC();
  private static final int MAX_ASKED = 5;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

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
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY} where it had to be asked and is away
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
   * Finds the caller's standing as {@link #find} does, for the native API.
   *
   * @throws ProblemException 404 {@code PROJECT_NOT_FOUND} where there is no such project or the
   *     caller may not know of it; 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Standing require(ProjectKey key, Caller caller, Predicate<Standing> suffices) {
    return find(key, caller, suffices).orElseThrow(() -> notFound(key.value()));
  }

  /** The refusal of a project that is not there, or that the caller may not know of. */
  public static ProblemException notFound(String key) {
    return ProblemException.of(
        RegistryProblem.PROJECT_NOT_FOUND,
        "There is no project %s, or you may not know of it".formatted(key));
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
   * Returns which of at most a page's worth of projects the caller may read, as the copy has it.
   */
  public Set<UUID> readable(Set<UUID> projectIds, Caller caller) {
    if (projectIds.isEmpty() || readsAll(caller)) {
      return projectIds;
    }
    return copied(projectIds, caller).values().stream()
        .filter(Standing::mayRead)
        .map(Standing::projectId)
        .collect(Collectors.toSet());
  }

  /**
   * Returns the caller's standing in each of at most a page's worth of projects that the caller may
   * read, in one statement over the copy.
   *
   * <p>project-service is asked for {@value #MAX_ASKED} of those that the copy would refuse: enough
   * for who was let in a moment ago, and few enough for who names many that are not theirs.
   *
   * @param projects their keys by their ids
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY} where it had to be asked and is away
   */
  public Map<UUID, Standing> readable(Map<UUID, ProjectKey> projects, Caller caller) {
    if (projects.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Standing> readable = new HashMap<>(copied(projects.keySet(), caller));
    readable.values().removeIf(standing -> !standing.mayRead());
    projects.entrySet().stream()
        .filter(project -> !readable.containsKey(project.getKey()))
        .limit(MAX_ASKED)
        .flatMap(project -> find(project.getValue(), caller, Standing::mayRead).stream())
        .toList()
        .forEach(standing -> readable.put(standing.projectId(), standing));
    return readable;
  }

  /** Returns where the caller's searches reach that name no project: all that the caller reads. */
  public static Reach reach(Caller caller) {
    return new Reach(null, readsAll(caller) ? null : caller.subject());
  }

  /**
   * Finds the first of at most 50 subjects who neither is nor was a member of the project.
   *
   * <p>The standing is the caller's, and says of the caller. project-service is asked for those
   * that the copy does not know, in their order, until it knows one no better, and for {@value
   * #MAX_ASKED} at most.
   *
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY} where it had to be asked and is away;
   *     503 {@code MEMBERS_NOT_KNOWN_YET} where the copy does not know more of them
   */
  public Optional<String> firstStranger(
      Standing standing, Collection<String> subjects, Caller caller) {
    Set<String> unknown = new LinkedHashSet<>(subjects);
    if (standing.role() != null) {
      unknown.remove(caller.subject());
    }
    if (!unknown.isEmpty()) {
      unknown.removeAll(projects.membersEver(standing.projectId(), unknown));
    }
    return firstUnknown(
        unknown,
        subject -> remote.member(standing.key(), subject, caller).isPresent(),
        RegistryProblem.MEMBERS_NOT_KNOWN_YET,
        "%d of the people named joined project %s so lately"
            .formatted(unknown.size(), standing.key()));
  }

  /**
   * Says whether a subject works in a project at present, as contributor or owner; project-service
   * is asked where the copy does not say so.
   *
   * @param standing the caller's
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY} where it had to be asked and is away
   */
  public boolean worksIn(Standing standing, String subject, Caller caller) {
    if (subject.equals(caller.subject())) {
      return standing.isContributor();
    }
    return projects
            .find(standing.key(), subject)
            .map(Known::role)
            .filter(Standings::works)
            .isPresent()
        || remote
            .member(standing.key(), subject, caller)
            .filter(member -> member.isPresent(CLOCK.instant()) && works(member.role()))
            .isPresent();
  }

  private static boolean works(@Nullable String role) {
    return MemberRole.named(role).filter(MemberRole::works).isPresent();
  }

  /**
   * Finds the first of at most 50 use cases that the project does not have. project-service is
   * asked for those that the copy does not know, as {@link #firstStranger} does.
   *
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY} where it had to be asked and is away;
   *     503 {@code USE_CASES_NOT_KNOWN_YET} where the copy does not know more of them
   */
  public Optional<UUID> firstStrangeUseCase(
      Standing standing, Collection<UUID> useCases, Caller caller) {
    Set<UUID> unknown = new LinkedHashSet<>(useCases);
    if (!unknown.isEmpty()) {
      unknown.removeAll(projects.useCases(standing.projectId(), unknown));
    }
    return firstUnknown(
        unknown,
        id -> remote.hasUseCase(standing.key(), id, caller),
        RegistryProblem.USE_CASES_NOT_KNOWN_YET,
        "%d of the use cases named were added to project %s so lately"
            .formatted(unknown.size(), standing.key()));
  }

  /** Asks for what the copy does not know, until one is unknown there too. */
  private static <T> Optional<T> firstUnknown(
      Collection<T> asked, Predicate<T> known, RegistryProblem tooMany, String words) {
    Optional<T> unknown = asked.stream().limit(MAX_ASKED).filter(known.negate()).findFirst();
    if (unknown.isEmpty() && asked.size() > MAX_ASKED) {
      throw notKnownYet(tooMany, words);
    }
    return unknown;
  }

  private static ProblemException notKnownYet(RegistryProblem problem, String what) {
    return ProblemException.of(
            problem,
            what
                + " that this service has not heard of it; it asks for %d at most"
                    .formatted(MAX_ASKED))
        .help("Send the same request again a little later.")
        .retryAfter(TRY_AGAIN);
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
