package org.assay.review.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.kit.identity.Role;
import org.assay.review.assessment.Assessment;
import org.assay.review.classification.LowerableTier;
import org.assay.review.override.OverrideRequest;
import org.assay.review.qualification.QualificationGrant;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A proposed act between the first and the second of its two people; it lapses after 7 days. What
 * one person does alone in an incident is kept as one that needed no second.
 */
@Entity
@Table(name = "proposal")
public class Proposal {

  /** How long a proposal stays open. */
  public static final Duration LIFE = Duration.ofDays(7);

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private ProposedAct act;

  @Column(updatable = false)
  private String subject;

  @Column(name = "version_id", updatable = false)
  private @Nullable UUID versionId;

  @Column(name = "model_id", updatable = false)
  private @Nullable UUID modelId;

  @Column(name = "project_id", updatable = false)
  private @Nullable UUID projectId;

  @Column(updatable = false)
  private @Nullable Integer round;

  @Column(name = "payload_digest", updatable = false)
  private String payloadDigest;

  @Column(updatable = false)
  private @Nullable String payload;

  @Column(updatable = false)
  private String proposer;

  @Column(name = "incident_id", updatable = false)
  private @Nullable UUID incidentId;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Enumerated(EnumType.STRING)
  private ProposalState state;

  @Column(name = "opened_at", updatable = false)
  private Instant openedAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  private long revision;

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @CollectionTable(name = "proposal_approval", joinColumns = @JoinColumn(name = "proposal_id"))
  @MapKeyColumn(name = "subject")
  private Map<String, Consent> consents = new TreeMap<>();

  /** For Hibernate. */
  protected Proposal() {}

  /**
   * Proposes to revoke a version; the bytes it is about are the payload.
   *
   * @param proposer the {@code sub} of who proposes
   */
  static Proposal revocation(Assessment round, String proposer, UUID noteId, Instant at) {
    Proposal proposal = of(ProposedAct.REVOKE, round, proposer, noteId, at);
    proposal.subject = revocationSubject(round.versionId());
    proposal.payloadDigest = round.digest();
    return proposal;
  }

  /**
   * Notes that one person revokes a version while an incident of it is open.
   *
   * @param by the {@code sub} of who does
   */
  static Proposal breakGlass(Assessment round, UUID incident, String by, UUID noteId, Instant at) {
    Proposal proposal = revocation(round, by, noteId, at);
    proposal.incidentId = incident;
    proposal.state = ProposalState.APPROVED;
    return proposal;
  }

  /**
   * Proposes to override a requirement of a version; the proposal does not outlive what it is for.
   *
   * @param proposer the {@code sub} of who proposes
   */
  static Proposal override(
      Assessment round, OverrideRequest request, String proposer, UUID noteId, Instant at) {
    Proposal proposal = of(ProposedAct.OVERRIDE, round, proposer, noteId, at);
    proposal.subject = overrideSubject(round.versionId(), request.requirement());
    proposal.exactly(request);
    if (request.expiresAt().isBefore(proposal.expiresAt)) {
      proposal.expiresAt = request.expiresAt();
    }
    return proposal;
  }

  /**
   * Proposes to lower the tier of a classification.
   *
   * @param proposer the {@code sub} of who proposes
   */
  static Proposal lowering(
      LowerableTier about, LoweringRequest request, String proposer, UUID noteId, Instant at) {
    Proposal proposal = of(ProposedAct.LOWER_TIER, proposer, noteId, at);
    proposal.modelId = about.modelId();
    proposal.projectId = about.projectId();
    proposal.subject = loweringSubject(about.id());
    proposal.exactly(request);
    return proposal;
  }

  /**
   * Proposes to grant a qualification; the proposal does not outlive what it is for.
   *
   * @param proposer the {@code sub} of who proposes
   */
  static Proposal qualification(
      QualificationGrant grant, String proposer, UUID noteId, Instant at) {
    Proposal proposal = of(ProposedAct.GRANT_QUALIFICATION, proposer, noteId, at);
    proposal.subject = grantSubject(grant);
    proposal.exactly(grant);
    if (grant.until().isBefore(proposal.expiresAt)) {
      proposal.expiresAt = grant.until();
    }
    return proposal;
  }

  private void exactly(Object request) {
    byte[] bytes = CanonicalJson.bytes(request);
    payload = new String(bytes, StandardCharsets.UTF_8);
    payloadDigest = Digest.ofContent(bytes).value();
  }

  private static Proposal of(
      ProposedAct act, Assessment round, String proposer, UUID noteId, Instant at) {
    Proposal proposal = of(act, proposer, noteId, at);
    proposal.versionId = round.versionId();
    proposal.modelId = round.modelId();
    proposal.projectId = round.projectId();
    proposal.round = round.round();
    return proposal;
  }

  private static Proposal of(ProposedAct act, String proposer, UUID noteId, Instant at) {
    Proposal proposal = new Proposal();
    proposal.act = act;
    proposal.proposer = proposer;
    proposal.noteId = noteId;
    proposal.state = ProposalState.OPEN;
    proposal.openedAt = at;
    proposal.expiresAt = at.plus(LIFE);
    proposal.revision = 1;
    return proposal;
  }

  /** Returns the subject of proposals to revoke a version. */
  static String revocationSubject(UUID versionId) {
    return versionId.toString();
  }

  /** Returns the subject of proposals to override a requirement of a version. */
  static String overrideSubject(UUID versionId, String requirement) {
    return versionId + "/" + requirement;
  }

  /** Returns the subject of proposals to lower the tier of a classification. */
  static String loweringSubject(UUID classificationId) {
    return classificationId.toString();
  }

  /** Returns the subject of proposals to grant somebody a qualification. */
  static String grantSubject(QualificationGrant grant) {
    String whose = grant.subject() + "/" + grant.reviewType();
    return grant.unit() == null ? whose : whose + "/" + grant.unit();
  }

  /** Notes that somebody is for it; a person who could be either counts as what is missing. */
  void consent(String subject, Consent consent) {
    consents.put(subject, consent);
  }

  /**
   * Returns whose word was the first: the proposer's, or of what an engineer asks for that of
   * whoever agreed first; empty where nobody has.
   */
  Optional<String> first() {
    return consents.containsKey(proposer)
        ? Optional.of(proposer)
        : consents.entrySet().stream()
            .min(Comparator.comparing(one -> one.getValue().at()))
            .map(Map.Entry::getKey);
  }

  /**
   * Returns what the first word still counts for, empty where there is none: nobody agreed yet, or
   * one did it alone.
   *
   * @param roles those that its giver holds now
   */
  Optional<Consent> standing(Set<Role> roles) {
    return first().map(consents::get).map(given -> given.within(roles));
  }

  /** Notes that the first of two is for what an engineer asks for. */
  void support() {
    if (state != ProposalState.OPEN) {
      throw new IllegalStateException("Proposal %s is %s".formatted(id, state));
    }
    revision++;
  }

  /**
   * Returns whether two different people are for it; where the act takes a lead and a reviewer, one
   * as either.
   */
  boolean agreed() {
    if (!act.takesBoth()) {
      return consents.values().stream().filter(act::counts).count() >= 2;
    }
    return consents.entrySet().stream()
        .filter(lead -> lead.getValue().asLead())
        .anyMatch(
            lead ->
                consents.entrySet().stream()
                    .anyMatch(
                        other ->
                            other.getValue().asReviewer()
                                && !other.getKey().equals(lead.getKey())));
  }

  /** Ends it as decided. */
  void approve() {
    leave(ProposalState.APPROVED);
  }

  /** Ends it as too late. */
  void lapse() {
    leave(ProposalState.LAPSED);
  }

  private void leave(ProposalState to) {
    if (state != ProposalState.OPEN) {
      throw new IllegalStateException("Proposal %s is %s".formatted(id, state));
    }
    state = to;
    revision++;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns what is proposed. */
  public ProposedAct act() {
    return act;
  }

  /** Returns the version it is about, empty where it is about none. */
  public Optional<UUID> version() {
    return Optional.ofNullable(versionId);
  }

  /** Returns the version that an act on one is about. */
  public UUID versionId() {
    return version().orElseThrow(() -> new IllegalStateException("No version of " + id));
  }

  /** Returns the model it is about, empty where it is about none. */
  public Optional<UUID> modelId() {
    return Optional.ofNullable(modelId);
  }

  /** Returns the project that owns the model, empty where it is about none. */
  public Optional<UUID> projectId() {
    return Optional.ofNullable(projectId);
  }

  /** Returns the round that an act on a version is about, absent for others. */
  public @Nullable Integer round() {
    return round;
  }

  /** Returns the digest of what exactly is proposed; of a revocation the version's bytes. */
  public String payloadDigest() {
    return payloadDigest;
  }

  /**
   * Returns what exactly is proposed.
   *
   * @throws IllegalStateException if the digest says it
   */
  <T> T payload(Class<T> type) {
    if (payload == null) {
      throw new IllegalStateException("No payload of " + id);
    }
    try {
      return EventJson.mapper().readValue(payload, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What is proposed cannot be read", e);
    }
  }

  /** Returns the {@code sub} of who proposed it. */
  public String proposer() {
    return proposer;
  }

  /** Returns the incident in which one person did it alone, absent where it took two. */
  public @Nullable UUID incidentId() {
    return incidentId;
  }

  /** Returns where the reason stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns where it stands. */
  public ProposalState state() {
    return state;
  }

  /** Returns when it was opened. */
  public Instant openedAt() {
    return openedAt;
  }

  /** Returns when it lapses. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** Returns who is for it, by {@code sub}. */
  public Map<String, Consent> consents() {
    return Map.copyOf(consents);
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }
}
