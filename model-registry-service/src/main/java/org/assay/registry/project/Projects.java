package org.assay.registry.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.contracts.name.ProjectKey;
import org.jspecify.annotations.Nullable;

/**
 * The copy of projects, members and use cases. Each method is one statement, served by the index it
 * names.
 */
@ApplicationScoped
class Projects {

  private static final String KNOWN =
      """
      select new org.assay.registry.project.Projects$Known(p.id, p.key, p.state, m.role)
      from Project p
      left join ProjectMember m
        on m.id.projectId = p.id and m.id.subject = :subject
        and (m.until is null or m.until > instant)
      """;

  private final EntityManager entities;

  Projects(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns a project and the subject's present role in it ({@code project_key_unique}). */
  Optional<Known> find(ProjectKey key, String subject) {
    return entities
        .createQuery(KNOWN + "where p.key = :key", Known.class)
        .setParameter("key", key.value())
        .setParameter("subject", subject)
        .getResultStream()
        .findFirst();
  }

  /** Returns at most a page's worth of projects and the subject's roles ({@code project_pk}). */
  List<Known> find(Collection<UUID> projectIds, String subject) {
    return entities
        .createQuery(KNOWN + "where p.id in :ids", Known.class)
        .setParameter("ids", projectIds)
        .setParameter("subject", subject)
        .getResultList();
  }

  /** Returns which of at most 50 subjects are or were members ({@code project_member_pk}). */
  Set<String> membersEver(UUID projectId, Collection<String> subjects) {
    return new HashSet<>(
        entities
            .createQuery(
                """
                select m.id.subject from ProjectMember m
                where m.id.projectId = :project and m.id.subject in :subjects
                """,
                String.class)
            .setParameter("project", projectId)
            .setParameter("subjects", subjects)
            .getResultList());
  }

  /** Returns which of at most 50 use cases are the project's ({@code project_use_case_pk}). */
  Set<UUID> useCases(UUID projectId, Collection<UUID> ids) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select id from project_use_case where id = any(:ids) and project_id = :project",
                Tuple.class)
            .setParameter("ids", ids.toArray(UUID[]::new))
            .setParameter("project", projectId)
            .getResultList();
    return rows.stream()
        .map(row -> ((Tuple) row).get(0, UUID.class))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Takes over that a project has a use case; what it says is not kept. */
  void keep(UseCaseChanged useCase) {
    entities
        .createNativeQuery(
            """
            insert into project_use_case (id, project_id) values (:id, :project)
            on conflict (id) do nothing
            """)
        .setParameter("id", useCase.useCaseId())
        .setParameter("project", useCase.projectId())
        .executeUpdate();
  }

  /** Takes over a project's facts unless the copy is newer. */
  void keep(ProjectChanged project, long revision) {
    entities
        .createNativeQuery(
            """
            insert into project (id, key, unit, state, revision)
            values (:id, :key, :unit, :state, :revision)
            on conflict (id) do update
              set unit = excluded.unit, state = excluded.state, revision = excluded.revision
              where project.revision < excluded.revision
            """)
        .setParameter("id", project.projectId())
        .setParameter("key", project.key())
        .setParameter("unit", project.unit())
        .setParameter("state", project.state())
        .setParameter("revision", revision)
        .executeUpdate();
  }

  /** Takes over a membership unless the copy is newer. */
  void keep(MemberChanged member, long revision) {
    entities
        .createNativeQuery(
            """
            insert into project_member (project_id, subject, role, valid_from, valid_until, revision)
            values (:project, :subject, :role, :from, cast(:until as timestamptz), :revision)
            on conflict (project_id, subject) do update
              set role = excluded.role, valid_from = excluded.valid_from,
                  valid_until = excluded.valid_until, revision = excluded.revision
              where project_member.revision < excluded.revision
            """)
        .setParameter("project", member.projectId())
        .setParameter("subject", member.subject())
        .setParameter("role", member.role())
        .setParameter("from", member.from())
        .setParameter("until", member.until())
        .setParameter("revision", revision)
        .executeUpdate();
  }

  /**
   * A project as the copy has it.
   *
   * @param role the subject's role at present, absent where it is no member
   */
  record Known(UUID id, String key, String state, @Nullable String role) {}
}
