package org.assay.project.membership;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One stay of one person or machine in one project, open or ended.
 *
 * <p>A row is never deleted: who was a member when is asked again years later, by separation of
 * duties too. Who comes back gets a new row. All changes happen under the project's row lock.
 */
@Entity
@Table(name = "member")
public class Member {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String subject;

  @Enumerated(EnumType.STRING)
  private MemberRole role;

  @Column(updatable = false)
  private @Nullable String unit;

  @Column(updatable = false)
  private boolean machine;

  @Column(name = "valid_from", updatable = false)
  private Instant from;

  @Column(name = "valid_until")
  private @Nullable Instant until;

  private long revision;

  /** For Hibernate. */
  protected Member() {}

  /**
   * Begins a stay.
   *
   * @param newcomer who comes
   * @param role as what
   * @param at now, by the database's clock
   * @param revision the project's revision that this makes
   */
  public static Member joining(
      UUID projectId, Newcomer newcomer, MemberRole role, Instant at, long revision) {
    Member member = new Member();
    member.projectId = projectId;
    member.subject = newcomer.subject();
    member.unit = newcomer.unit();
    member.machine = newcomer.machine();
    member.role = role;
    member.from = at;
    member.revision = revision;
    return member;
  }

  /** Takes another role, which makes the given revision of the project. */
  public void become(MemberRole newRole, long newRevision) {
    role = newRole;
    revision = newRevision;
  }

  /** Ends the stay, which makes the given revision of the project. */
  public void leave(Instant at, long newRevision) {
    until = at;
    revision = newRevision;
  }

  /** Returns the id of this stay; a person who comes back has another. */
  public UUID id() {
    return id;
  }

  /** Returns the project's id. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns the {@code sub} of the person or machine. */
  public String subject() {
    return subject;
  }

  /** Returns the role held now, or last. */
  public MemberRole role() {
    return role;
  }

  /** Returns the unit the person belonged to when the stay began. */
  public @Nullable String unit() {
    return unit;
  }

  /** Says whether this is a machine account. */
  public boolean isMachine() {
    return machine;
  }

  /** Returns when the stay began. */
  public Instant from() {
    return from;
  }

  /** Returns when the stay ended, null while it lasts. */
  public @Nullable Instant until() {
    return until;
  }

  /** Says whether the stay lasts. */
  public boolean isCurrent() {
    return until == null;
  }

  /** Returns the project's revision at the last change of this stay. */
  public long revision() {
    return revision;
  }

  /**
   * Who joins.
   *
   * @param subject the {@code sub} at the identity provider
   * @param unit the unit now, absent where the provider names none
   * @param machine whether it is a service account
   */
  public record Newcomer(String subject, @Nullable String unit, boolean machine) {}
}
