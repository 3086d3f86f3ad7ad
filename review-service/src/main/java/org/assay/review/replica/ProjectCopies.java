package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The copies of projects and their members. */
@ApplicationScoped
public class ProjectCopies {

  private static final String OWNER = "OWNER";

  private final Session entities;

  ProjectCopies(Session entities) {
    this.entities = entities;
  }

  /**
   * Takes over a project as an event of the given revision says it stands; its owner is a member.
   *
   * @param at when it changed
   */
  public void apply(ProjectChanged project, long revision, Instant at) {
    entities
        .createNativeMutationQuery(
            """
            insert into project_copy (id, key, unit, state, revision)
            values (:id, :key, :unit, :state, :revision)
            on conflict (id) do update
               set unit = excluded.unit, state = excluded.state, revision = excluded.revision
             where project_copy.revision < excluded.revision
            """)
        .setParameter("id", project.projectId())
        .setParameter("key", project.key())
        .setParameter("unit", project.unit())
        .setParameter("state", project.state())
        .setParameter("revision", revision)
        .executeUpdate();
    member(project.projectId(), project.ownerId(), OWNER, at, null);
  }

  /** Takes over a membership as an event says it stands; past members are kept. */
  public void apply(MemberChanged member) {
    member(member.projectId(), member.subject(), member.role(), member.from(), member.until());
  }

  private void member(
      UUID projectId, String subject, String role, Instant since, @Nullable Instant until) {
    entities
        .createNativeMutationQuery(
            """
            insert into member_copy (project_id, subject, role, since, until)
            values (:project, :subject, :role, :since, cast(:until as timestamptz))
            on conflict (project_id, subject) do update
               set role = excluded.role, since = excluded.since, until = excluded.until
            """)
        .setParameter("project", projectId)
        .setParameter("subject", subject)
        .setParameter("role", role)
        .setParameter("since", since)
        .setParameter("until", until == null ? null : until.toString())
        .executeUpdate();
  }
}
