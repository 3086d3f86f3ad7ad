package org.assay.project.charter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.assay.contracts.name.ProjectKey;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A project: the wall around models, and the aggregate whose revision numbers the events of the
 * project and of its members.
 *
 * <p>Each event is exactly one revision. A change holds the row lock ({@link Projects#forChange}),
 * so revisions are gapless without a retry; the event log refuses what would break that.
 */
@Entity
@Table(name = "project")
public class Project {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(updatable = false)
  private String key;

  private String name;

  @Column(name = "business_goal")
  private String businessGoal;

  private String sponsor;
  private String unit;

  @Enumerated(EnumType.STRING)
  private ProjectState state;

  @Column(name = "scope_in")
  private @Nullable String scopeIn;

  @Column(name = "scope_out")
  private @Nullable String scopeOut;

  @Column(name = "starts_on")
  private @Nullable LocalDate startsOn;

  @Column(name = "ends_on")
  private @Nullable LocalDate endsOn;

  private String owner;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  private long revision;

  /** For Hibernate. */
  protected Project() {}

  /**
   * Founds a project: ACTIVE at once, since only a lead may, and owned by its founder.
   *
   * @param founder the {@code sub} of the lead
   * @param at now, by the database's clock
   */
  static Project founded(ProjectKey key, Charter charter, String founder, Instant at) {
    Project project = new Project();
    project.key = key.value();
    project.state = ProjectState.ACTIVE;
    project.owner = founder;
    project.createdBy = founder;
    project.createdAt = at;
    project.write(charter);
    return project;
  }

  private void write(Charter charter) {
    name = charter.name();
    businessGoal = charter.businessGoal();
    sponsor = charter.sponsor();
    unit = charter.unit();
    scopeIn = charter.scopeIn();
    scopeOut = charter.scopeOut();
    startsOn = charter.startsOn();
    endsOn = charter.endsOn();
  }

  /** Takes a new charter; says whether it differs from the old one. */
  boolean change(Charter charter) {
    if (charter.equals(charter())) {
      return false;
    }
    write(charter);
    return true;
  }

  /** Enters the state an act leads to; the act's guard has allowed it. */
  void enter(ProjectState next) {
    state = next;
  }

  /** Names another principal owner, since the former one leaves or becomes something else. */
  public void handOverTo(String subject) {
    owner = subject;
  }

  /** Moves to the next revision, which is the {@code aggregate_version} of the event to append. */
  public long advance() {
    return ++revision;
  }

  /** Returns what is said about the project. */
  public Charter charter() {
    return new Charter(name, businessGoal, sponsor, unit, scopeIn, scopeOut, startsOn, endsOn);
  }

  /** Returns the id, which keys the project's events. */
  public UUID id() {
    return id;
  }

  /** Returns the key by which people name it. */
  public String key() {
    return key;
  }

  /** Returns the {@code sub} of the principal owner: the founder, or who took over. */
  public String owner() {
    return owner;
  }

  /** Returns the state. */
  public ProjectState state() {
    return state;
  }

  /** Returns the unit's key. */
  public String unit() {
    return unit;
  }

  /** Returns when it was founded. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns the {@code sub} of the founder. */
  public String createdBy() {
    return createdBy;
  }

  /** Returns how many events the project has. */
  public long revision() {
    return revision;
  }
}
