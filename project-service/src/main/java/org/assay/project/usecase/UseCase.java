package org.assay.project.usecase;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A use of a project's models. It is never deleted: what a model was once judged for is asked again
 * years later. All changes happen under the project's row lock.
 */
@Entity
@Table(name = "use_case")
class UseCase {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  private String name;
  private String purpose;

  @Column(name = "decision_supported")
  private String decisionSupported;

  private String users;

  @Column(name = "affected_people")
  private String affectedPeople;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> jurisdictions;

  @Enumerated(EnumType.STRING)
  @Column(name = "organisation_role")
  private OrganisationRole organisationRole;

  @Column(name = "alternatives_considered")
  private @Nullable String alternativesConsidered;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  private long revision;

  /** For Hibernate. */
  protected UseCase() {}

  /**
   * Adds one.
   *
   * @param subject the {@code sub} of who adds it
   * @param at now, by the database's clock
   * @param revision the project's revision that this makes
   */
  static UseCase added(
      UUID projectId, UseCaseDescription description, String subject, Instant at, long revision) {
    UseCase useCase = new UseCase();
    useCase.projectId = projectId;
    useCase.createdBy = subject;
    useCase.createdAt = at;
    useCase.describe(description, revision);
    return useCase;
  }

  /** Takes another description, which makes the given revision of the project. */
  void describe(UseCaseDescription description, long newRevision) {
    name = description.name();
    purpose = description.purpose();
    decisionSupported = description.decisionSupported();
    users = description.users();
    affectedPeople = description.affectedPeople();
    jurisdictions = List.copyOf(description.jurisdictions());
    organisationRole = description.organisationRole();
    alternativesConsidered = description.alternativesConsidered();
    revision = newRevision;
  }

  /** Returns what is said about it. */
  UseCaseDescription description() {
    return new UseCaseDescription(
        name,
        purpose,
        decisionSupported,
        users,
        affectedPeople,
        List.copyOf(jurisdictions),
        organisationRole,
        alternativesConsidered);
  }

  UUID id() {
    return id;
  }

  List<String> jurisdictions() {
    return List.copyOf(jurisdictions);
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Returns the {@code sub} of who added it. */
  String createdBy() {
    return createdBy;
  }

  /** Returns the project's revision at its last change. */
  long revision() {
    return revision;
  }
}
