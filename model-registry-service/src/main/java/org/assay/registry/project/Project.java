package org.assay.registry.project;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Copy of a project; only read as an entity, written by {@link Projects}' upserts. */
@Entity
@Table(name = "project")
class Project {

  @Id UUID id;
  String key;
  String state;

  /** For Hibernate. */
  protected Project() {}
}
