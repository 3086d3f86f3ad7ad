package org.assay.review.publication;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyScope;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What two people publish, from its draft to its retirement; its text changes while it is a draft
 * only.
 */
@Entity
@Table(name = "policy")
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
@DiscriminatorColumn(name = "kind")
public abstract class Document {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private int number;

  @Enumerated(EnumType.STRING)
  @Column(name = "scope_kind", updatable = false)
  private PolicyScope scopeKind;

  @Column(name = "scope_key", updatable = false)
  private @Nullable String scopeKey;

  @Enumerated(EnumType.STRING)
  private PolicyState state;

  private String document;

  private String digest;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "published_at")
  private @Nullable Instant publishedAt;

  @Column(name = "retired_at")
  private @Nullable Instant retiredAt;

  private long revision;

  /** For Hibernate. */
  protected Document() {}

  /**
   * Begins as a draft.
   *
   * @param text what it says, exactly
   * @param createdBy the {@code sub} of who drafts it
   */
  void begin(String name, int number, ScopeView scope, String text, String createdBy, Instant at) {
    this.name = name;
    this.number = number;
    this.scopeKind = scope.kind();
    this.scopeKey = scope.key();
    this.state = PolicyState.DRAFT;
    this.createdBy = createdBy;
    this.createdAt = at;
    write(text);
    this.revision = 1;
  }

  /** Returns what it is. */
  abstract DocumentKind kind();

  /** Changes what a draft says. */
  void revise(String text) {
    require(PolicyState.DRAFT);
    write(text);
    revision++;
  }

  private void write(String text) {
    document = text;
    digest = Policies.digest(text);
  }

  /** Notes that somebody is for the next act, which others see. */
  void consented() {
    revision++;
  }

  /** Publishes a draft. */
  void publish(Instant at) {
    require(PolicyState.DRAFT);
    state = PolicyState.PUBLISHED;
    publishedAt = at;
  }

  /** Retires what was published: nothing is bound to it any more. */
  void retire(Instant at) {
    require(PolicyState.PUBLISHED);
    state = PolicyState.RETIRED;
    retiredAt = at;
  }

  private void require(PolicyState expected) {
    if (state != expected) {
      throw new IllegalStateException("%s %s is %s".formatted(kind(), id, state));
    }
  }

  /** Returns its id; of a policy that is published also that of the policy version. */
  public UUID id() {
    return id;
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns its number. */
  public int number() {
    return number;
  }

  /** Returns how people cite it, such as {@code house/2}. */
  String reference() {
    return name + "/" + number;
  }

  /** Returns where it holds. */
  public ScopeView scope() {
    return new ScopeView(scopeKind, scopeKey);
  }

  /** Returns where it stands. */
  public PolicyState state() {
    return state;
  }

  /** Returns the exact text of what it says. */
  public String document() {
    return document;
  }

  /** Returns the digest of that text. */
  public String digest() {
    return digest;
  }

  /** Returns the {@code sub} of who drafted it. */
  public String createdBy() {
    return createdBy;
  }

  /** Returns when it was drafted. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns when it was published. */
  public @Nullable Instant publishedAt() {
    return publishedAt;
  }

  /** Returns when it was retired. */
  public @Nullable Instant retiredAt() {
    return retiredAt;
  }

  /** Returns how often it changed. */
  public long revision() {
    return revision;
  }
}
