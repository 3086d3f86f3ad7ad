package org.assay.review.publication;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.publication.DraftContent.DraftRequirement;
import org.assay.review.publication.DraftContent.DraftReview;
import org.assay.review.publication.DraftContent.DraftTier;
import org.assay.review.publication.DraftContent.DraftValidity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy as HTTP shows it.
 *
 * @param id its id; once it is published, also that of the policy version
 * @param name its name
 * @param number its number
 * @param scope where it holds
 * @param state where it stands
 * @param text what it is for
 * @param reviews the reviews it asks for
 * @param distinctPeople how many different people the approvals of a round come from, at least
 * @param distinctUnits how many different units the approvers come from, at least
 * @param requirements what it asks beyond the reviews, in CEL
 * @param validity for how long approvals and releases are valid; without end where absent
 * @param rebindAfter how long after its publication or retirement it takes effect on rounds that go
 *     on
 * @param tiers what it asks beyond that by the tier of the model
 * @param checklists the set of checklists that its reviews answer
 * @param questionnaire what models are classified by, where it says so
 * @param governedAliases names of aliases that move only with a decision
 * @param reviewDue within how many business days each review is to be decided; without a due date
 *     where absent
 * @param digest the digest of the document's exact bytes
 * @param tried whether a dry run of these bytes came to its end within the last 24 hours
 * @param createdBy who drafted it
 * @param createdAt when
 * @param publishedAt when it was published; rounds that open from then on are bound to it
 * @param publishing who is for publishing it, or was
 * @param retiredAt when it was retired
 * @param retiring who is for retiring it, or was
 * @param revision how often it changed
 * @param actions what the caller may do with it now
 */
@Schema(name = "Policy")
record PolicyView(
    UUID id,
    String name,
    int number,
    ScopeView scope,
    PolicyState state,
    String text,
    List<DraftReview> reviews,
    int distinctPeople,
    int distinctUnits,
    List<DraftRequirement> requirements,
    @Nullable DraftValidity validity,
    String rebindAfter,
    List<DraftTier> tiers,
    @Nullable String checklists,
    @Nullable String questionnaire,
    List<String> governedAliases,
    @Nullable Integer reviewDue,
    String digest,
    boolean tried,
    Actor createdBy,
    Instant createdAt,
    @Nullable Instant publishedAt,
    List<PolicyConsentView> publishing,
    @Nullable Instant retiredAt,
    List<PolicyConsentView> retiring,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  PolicyView {
    reviews = List.copyOf(reviews);
    requirements = List.copyOf(requirements);
    tiers = List.copyOf(tiers);
    governedAliases = List.copyOf(governedAliases);
    publishing = List.copyOf(publishing);
    retiring = List.copyOf(retiring);
    actions = List.copyOf(actions);
  }

  /**
   * That one person is for it.
   *
   * @param person who
   * @param asLead whether that person could be its lead
   * @param asAdmin whether that person could be its administrator
   * @param at when
   * @param reason why; absent where the text was erased
   */
  @Schema(name = "PolicyConsent")
  record PolicyConsentView(
      Actor person, boolean asLead, boolean asAdmin, Instant at, @Nullable String reason) {}
}
