package org.assay.registry.project;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copy of a membership; only read as an entity, written by {@link Projects}' upserts. */
@Entity
@Table(name = "project_member")
class ProjectMember {

  @EmbeddedId Id id;
  String role;

  @Column(name = "valid_until")
  @Nullable Instant until;

  /** For Hibernate. */
  protected ProjectMember() {}

  /** One subject in one project. */
  @Embeddable
  record Id(@Column(name = "project_id") UUID projectId, String subject) {}
}
