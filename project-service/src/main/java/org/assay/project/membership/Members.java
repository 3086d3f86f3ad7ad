package org.assay.project.membership;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The members of all projects; every query is served by an index that begins with the project. */
@ApplicationScoped
public class Members implements PanacheRepositoryBase<Member, UUID> {

  /** Finds the open stay of a subject (index {@code member_project_current_uq}). */
  public Optional<Member> current(UUID projectId, String subject) {
    return find("projectId = ?1 and subject = ?2 and until is null", projectId, subject)
        .firstResultOptional();
  }

  /**
   * Finds what a subject is now. It loads no entity, so that asking again under a lock sees what
   * was committed before it.
   */
  Optional<MemberRole> currentRole(UUID projectId, String subject) {
    return getEntityManager()
        .createQuery(
            "select role from Member where projectId = ?1 and subject = ?2 and until is null",
            MemberRole.class)
        .setParameter(1, projectId)
        .setParameter(2, subject)
        .getResultStream()
        .findFirst();
  }

  /**
   * Finds the newest stay of a subject, open or ended (index {@code member_project_subject_ix}).
   */
  public Optional<Member> latest(UUID projectId, String subject) {
    return find("projectId = ?1 and subject = ?2 order by id desc", projectId, subject)
        .page(0, 1)
        .firstResultOptional();
  }

  /** Finds the open stays of one subject in at most a page of projects. */
  List<Member> currentIn(Collection<UUID> projectIds, String subject) {
    if (projectIds.isEmpty()) {
      return List.of();
    }
    return list("projectId in ?1 and subject = ?2 and until is null", projectIds, subject);
  }

  /** Finds the owners who stay, the longest-standing first, at most two: one and another. */
  public List<Member> twoOwners(UUID projectId) {
    return find(
            "projectId = ?1 and role = ?2 and until is null order by id",
            projectId,
            MemberRole.OWNER)
        .page(0, 2)
        .list();
  }

  /** Lists stays, oldest first, after the given one (index {@code member_project_ix}). */
  public List<Member> after(UUID projectId, Optional<UUID> after, int limit) {
    UUID floor = after.orElse(new UUID(0, 0));
    return find("projectId = ?1 and id > ?2 order by id", projectId, floor).page(0, limit).list();
  }
}
