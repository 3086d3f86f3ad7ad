package org.assay.review.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.assay.review.publication.DraftContent.DraftRequirement;
import org.assay.review.publication.DraftContent.DraftReview;
import org.assay.review.publication.DraftContent.DraftTier;
import org.assay.review.publication.DraftContent.DraftValidity;
import org.jspecify.annotations.Nullable;

/**
 * A policy to be drafted: its name, where it holds, and {@link DraftContent}.
 *
 * @param name kebab-case; the number is the next of the name
 * @param scope where it holds, the same for every number of the name
 * @param text what it is for
 * @param reviews the reviews it asks for
 * @param distinctPeople how many different people the approvals of a round come from, at least
 * @param distinctUnits how many different units the approvers come from, at least
 * @param requirements what it asks beyond the reviews, in CEL
 * @param validity for how long approvals and releases are valid; without end where absent
 * @param rebindAfter how long after its publication it takes effect on rounds that go on
 * @param tiers what it asks beyond that by the tier of the model; with one of them, versions have
 *     to be classified
 * @param checklists the set of checklists that its reviews answer; none where absent
 * @param questionnaire what its versions' models are classified by; where absent what wider scopes
 *     name, or {@code default/1}
 * @param governedAliases names of aliases that move only with a decision
 * @param reviewDue within how many business days each review is to be decided; without a due date
 *     where absent
 */
public record DraftPolicy(
    @NotNull @Size(max = 64) @Pattern(regexp = "[a-z][a-z0-9]*(-[a-z0-9]+)*") String name,
    @NotNull @Valid ScopeView scope,
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @Size(max = 24) @Nullable List<@NotNull @Valid DraftReview> reviews,
    @Min(1) @Max(50) @Nullable Integer distinctPeople,
    @Min(1) @Max(20) @Nullable Integer distinctUnits,
    @Size(max = 50) @Nullable List<@NotNull @Valid DraftRequirement> requirements,
    @Valid @Nullable DraftValidity validity,
    @Size(max = 16) @Pattern(regexp = DraftContent.PERIOD) @Nullable String rebindAfter,
    @Size(max = 3) @Nullable List<@NotNull @Valid DraftTier> tiers,
    @Size(max = 64) @Pattern(regexp = DraftContent.REFERENCE) @Nullable String checklists,
    @Size(max = 20)
        @Nullable List<@NotNull @Size(max = 255) @Pattern(regexp = DraftContent.ALIAS) String>
            governedAliases,
    @Min(1) @Max(DraftContent.LONGEST_REVIEW) @Nullable Integer reviewDue,
    @Size(max = 64) @Pattern(regexp = DraftContent.REFERENCE) @Nullable String questionnaire) {

  /** Returns what it asks for. */
  DraftContent content() {
    return new DraftContent(
        text,
        reviews,
        distinctPeople,
        distinctUnits,
        requirements,
        validity,
        rebindAfter,
        tiers,
        checklists,
        governedAliases,
        reviewDue,
        questionnaire);
  }
}
