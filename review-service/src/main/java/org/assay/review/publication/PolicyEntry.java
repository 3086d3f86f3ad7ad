package org.assay.review.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Policy;
import org.assay.review.policy.PolicyScope;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A policy from its draft to its retirement; its document changes while it is a draft only. */
@Entity
@Table(name = "policy")
public class PolicyEntry {

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
  protected PolicyEntry() {}

  /**
   * Drafts a policy.
   *
   * @param createdBy the {@code sub} of who drafts it
   */
  static PolicyEntry drafted(Policy policy, ScopeView scope, String createdBy, Instant at) {
    PolicyEntry entry = new PolicyEntry();
    entry.name = policy.name();
    entry.number = policy.number();
    entry.scopeKind = scope.kind();
    entry.scopeKey = scope.key();
    entry.state = PolicyState.DRAFT;
    entry.createdBy = createdBy;
    entry.createdAt = at;
    entry.write(policy);
    entry.revision = 1;
    return entry;
  }

  /** Changes what a draft says. */
  void revise(Policy policy) {
    require(PolicyState.DRAFT);
    write(policy);
    revision++;
  }

  private void write(Policy policy) {
    document = Policies.write(policy);
    digest = Policies.digest(document);
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
      throw new IllegalStateException("Policy %s is %s".formatted(id, state));
    }
  }

  /** Returns its id, which is the policy version's once it is published. */
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

  /** Returns what it says. */
  public Policy policy() {
    return Policies.read(document);
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
