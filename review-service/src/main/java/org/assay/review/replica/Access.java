package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.hibernate.Session;

/** Who may know of what: projects are the walls, and some roles see over all of them. */
@ApplicationScoped
public class Access {

  private static final Set<Role> SEE_ALL =
      Set.of(Role.ETHICS_REVIEWER, Role.PERFORMANCE_REVIEWER, Role.LEAD, Role.AUDITOR, Role.ADMIN);

  private final Session entities;
  private final VersionCopies versions;

  Access(Session entities, VersionCopies versions) {
    this.entities = entities;
    this.versions = versions;
  }

  /** Says whether the caller may read of every project; machines and engineers see their own. */
  public static boolean seesAll(Caller caller) {
    return !caller.machine() && caller.roles().stream().anyMatch(SEE_ALL::contains);
  }

  /** Says whether the caller may read what belongs to a project. */
  public boolean reads(Caller caller, UUID projectId) {
    return seesAll(caller) || membership(caller.subject(), projectId).current();
  }

  /**
   * Returns a version that the caller may read of.
   *
   * @throws ProblemException {@code NOT_FOUND}, alike for what does not exist and what the caller
   *     may not know of
   */
  public VersionCopy version(Caller caller, String model, int number) {
    return find(caller, model, number).orElseThrow(() -> unknown(number));
  }

  /** Returns a version that the caller may read of, empty where there is none here. */
  public Optional<VersionCopy> find(Caller caller, String model, int number) {
    return versions.find(model, number).filter(version -> reads(caller, version.projectId()));
  }

  /** Returns what answers a request for a version that the caller may not know of. */
  public static ProblemException unknown(int number) {
    return ProblemException.of(
        CommonProblem.NOT_FOUND,
        "There is no version %d of a model of that name here, or you may not know of it"
            .formatted(number));
  }

  /**
   * Returns what answers a request for a thing that does not exist or that the caller may not know
   * of.
   *
   * @param thing what it is, such as {@code review}
   */
  public static ProblemException unknown(String thing, UUID id) {
    return ProblemException.of(
        CommonProblem.NOT_FOUND,
        "There is no %s %s, or you may not know of it".formatted(thing, id));
  }

  /**
   * Says whether the caller is a lead of the version's project: of its unit, or a member; no
   * machine is.
   *
   * @param membership whether the caller belongs to the project
   */
  public static boolean leads(Caller caller, VersionCopy version, Membership membership) {
    boolean ofUnit = caller.unit() != null && caller.unit().equals(version.unit());
    return caller.has(Role.LEAD) && !caller.machine() && (ofUnit || membership.current());
  }

  /** The projects that {@code :subject} belongs to, for queries; index on the primary key. */
  public static final String OWN_PROJECTS =
      "(select o.project_id from member_copy o where o.subject = :subject and o.until is null)";

  /** Returns whether somebody belongs to a project. */
  public Membership membership(String subject, UUID projectId) {
    return entities
        .createNativeQuery(
            """
            select until is null, role <> 'VIEWER', role = 'OWNER' from member_copy
             where project_id = :project and subject = :subject
            """,
            Tuple.class)
        .setParameter("project", projectId)
        .setParameter("subject", subject)
        .getResultList()
        .stream()
        .map(
            row -> {
              boolean current = row.get(0, Boolean.class);
              return new Membership(
                  current,
                  true,
                  current && row.get(1, Boolean.class),
                  current && row.get(2, Boolean.class));
            })
        .findFirst()
        .orElse(Membership.NONE);
  }
}
