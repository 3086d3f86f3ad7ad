package org.assay.project.charter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.contracts.name.SaltedText;

/**
 * A change of a project's state: which, by whom, when and why.
 *
 * <p>The reason is a person's own words and may have to be erased, so the event log holds only
 * {@link #reasonDigest()}.
 */
@Entity
@Table(name = "project_transition")
public class Transition {

  @EmbeddedId private Key key;

  @Enumerated(EnumType.STRING)
  private ProjectAct act;

  private String reason;
  private byte[] salt;

  @Column(name = "decided_by")
  private String decidedBy;

  @Column(name = "decided_at")
  private Instant decidedAt;

  /** For Hibernate. */
  protected Transition() {}

  /**
   * Records an act.
   *
   * @param key the project and the revision that the act makes
   * @param by the {@code sub} of who acts
   * @param at now, by the database's clock
   */
  static Transition of(
      Key key, ProjectAct act, String reason, String by, Instant at, SecureRandom random) {
    Transition transition = new Transition();
    transition.key = key;
    transition.act = act;
    transition.reason = reason;
    transition.salt = SaltedText.of(reason, random).salt();
    transition.decidedBy = by;
    transition.decidedAt = at;
    return transition;
  }

  /** Returns {@code sha256:} of the salt and the reason in UTF-8, in lower-case hexadecimal. */
  String reasonDigest() {
    return Digest.salted(salt, reason).value();
  }

  /** Returns the project's revision that the act made. */
  public long revision() {
    return key.revision();
  }

  /** Returns which act it was. */
  ProjectAct act() {
    return act;
  }

  /** Returns why, in the words of who acted. */
  public String reason() {
    return reason;
  }

  /** Returns the {@code sub} of who acted. */
  String decidedBy() {
    return decidedBy;
  }

  /** Returns when. */
  Instant decidedAt() {
    return decidedAt;
  }

  /**
   * Names a transition.
   *
   * @param projectId the project
   * @param revision the revision that the act made
   */
  @Embeddable
  public record Key(
      @Column(name = "project_id") UUID projectId, @Column(name = "revision") long revision) {}
}
