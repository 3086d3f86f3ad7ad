package org.assay.review.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.assay.review.classification.Tier;
import org.assay.review.policy.FairnessMeasure;
import org.assay.review.policy.PrivacyMeasure;
import org.assay.review.policy.ReviewType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks for, as it is drafted.
 *
 * @param text what it is for
 * @param reviews the reviews it asks for; none where those of wider scopes do
 * @param distinctPeople how many different people the approvals of a round come from, at least
 * @param distinctUnits how many different units the approvers come from, at least
 * @param requirements what it asks beyond the reviews, in CEL
 * @param validity for how long approvals and releases are valid; without end where absent
 * @param rebindAfter how long after its publication it takes effect on rounds that go on, from P0D
 *     to P180D; 14 days where absent
 * @param tiers what it asks beyond that by the tier of the model; with one of them, versions have
 *     to be classified
 * @param checklists the set of checklists that its reviews answer; none where absent
 * @param questionnaire what its versions' models are classified by; where absent what wider scopes
 *     name, or {@code default/1}
 * @param governedAliases names of aliases that move only with a decision
 * @param reviewDue within how many business days each review is to be decided; without a due date
 *     where absent
 */
public record DraftContent(
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @Size(max = 24) @Nullable List<@NotNull @Valid DraftReview> reviews,
    @Min(1) @Max(50) @Nullable Integer distinctPeople,
    @Min(1) @Max(20) @Nullable Integer distinctUnits,
    @Size(max = 50) @Nullable List<@NotNull @Valid DraftRequirement> requirements,
    @Valid @Nullable DraftValidity validity,
    @Size(max = 16) @Pattern(regexp = DraftContent.PERIOD) @Nullable String rebindAfter,
    @Size(max = 3) @Nullable List<@NotNull @Valid DraftTier> tiers,
    @Size(max = 64) @Pattern(regexp = REFERENCE) @Nullable String checklists,
    @Size(max = 20)
        @Nullable List<@NotNull @Size(max = 255) @Pattern(regexp = DraftContent.ALIAS) String>
            governedAliases,
    @Min(1) @Max(DraftContent.LONGEST_REVIEW) @Nullable Integer reviewDue,
    @Size(max = 64) @Pattern(regexp = REFERENCE) @Nullable String questionnaire) {

  /** The name of an alias. */
  static final String ALIAS = "[\\p{L}\\p{N}_-]+";

  /** Within how many business days a review is to be decided, at the latest. */
  static final int LONGEST_REVIEW = 60;

  /** How a set of checklists is cited. */
  static final String REFERENCE = "[a-z][a-z0-9]*(-[a-z0-9]+)*/[1-9][0-9]{0,8}";

  /** A period in ISO 8601, such as {@code P12M} or {@code P14D}. */
  static final String PERIOD = "P(?!$)(\\d{1,2}Y)?(\\d{1,3}M)?(\\d{1,3}W)?(\\d{1,4}D)?";

  /** A duration in ISO 8601, such as {@code PT5M}. */
  static final String DURATION = "PT(?!$)(\\d{1,2}H)?(\\d{1,4}M)?(\\d{1,5}S)?";

  /**
   * A review that is asked for.
   *
   * @param type its kind
   * @param approvals how many people must approve it
   * @param appliesIf in CEL, which versions need it; absent where all do
   */
  @Schema(name = "PolicyReview")
  public record DraftReview(
      @NotNull ReviewType type,
      @Min(1) @Max(20) int approvals,
      @Size(max = 2000) @Nullable String appliesIf) {}

  /**
   * What is asked beyond what every version needs of those whose model has a tier.
   *
   * @param tier the tier
   * @param reviews the reviews they need too
   * @param distinctPeople how many different people the approvals of a round come from, at least
   * @param distinctUnits how many different units the approvers come from, at least
   * @param validity for how long approvals and releases are valid
   * @param evidenceValid how old evidence may be, ISO 8601
   * @param openConditions which conditions may be open at a release; any where absent
   * @param overrides what an override takes beyond a lead and a reviewer
   * @param fairness what {@code claims.fairness} takes; without it nothing is claimed
   * @param reviewDue within how many business days each review is to be decided
   * @param qualifiedSections whether the special sections of the performance review are approved by
   *     somebody with a qualification of the section's own
   * @param comparison what {@code claims.comparison} takes; without it nothing is claimed
   * @param stepUp how lately and how strongly whoever releases has to have signed in; however it
   *     was where absent
   * @param privacy what {@code claims.privacy} takes; without it nothing is claimed
   * @param calibration what {@code claims.calibration} takes; without it nothing is claimed
   * @param monitoring what versions are held to where they run; nothing follows from windows where
   *     absent
   */
  @Schema(name = "PolicyTier")
  public record DraftTier(
      @NotNull Tier tier,
      @Size(max = 24) @Nullable List<@NotNull @Valid DraftReview> reviews,
      @Min(1) @Max(50) @Nullable Integer distinctPeople,
      @Min(1) @Max(20) @Nullable Integer distinctUnits,
      @Valid @Nullable DraftValidity validity,
      @Size(max = 16) @Pattern(regexp = PERIOD) @Nullable String evidenceValid,
      @Valid @Nullable DraftOpenConditions openConditions,
      @Valid @Nullable DraftOverrides overrides,
      @Valid @Nullable DraftFairness fairness,
      @Min(1) @Max(DraftContent.LONGEST_REVIEW) @Nullable Integer reviewDue,
      @Nullable Boolean qualifiedSections,
      @Valid @Nullable DraftComparison comparison,
      @Valid @Nullable DraftStepUp stepUp,
      @Valid @Nullable DraftPrivacy privacy,
      @Valid @Nullable DraftCalibration calibration,
      @Valid @Nullable DraftMonitoring monitoring) {}

  /**
   * What versions are held to where they run.
   *
   * @param psi how far a feature may be from its reference; more is drift
   * @param psiLook from more than this on it is worth a look, below {@code psi}
   * @param jensenShannon how far it may be by that measure too
   * @param rows how many rows of a feature say something, of the reference and of the window
   * @param pseudoCount what is added to each bin where a window declares nothing
   * @param driftWindows after how many windows with drift in a row something follows; 2 where
   *     absent
   * @param inconclusiveWindows after how many inconclusive ones; 3 where absent
   */
  @Schema(name = "PolicyMonitoring")
  public record DraftMonitoring(
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("10") double psi,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("10") @Nullable Double psiLook,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double jensenShannon,
      @Min(1) @Max(1_000_000_000) int rows,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double pseudoCount,
      @Min(1) @Max(20) @Nullable Integer driftWindows,
      @Min(1) @Max(20) @Nullable Integer inconclusiveWindows) {}

  /**
   * When a version keeps the data that it was made of to itself, by what Assay computes of attacks.
   *
   * @param confidence of the intervals; 0.95 where absent
   * @param limits of each attack that has to be tried
   */
  @Schema(name = "PolicyPrivacy")
  public record DraftPrivacy(
      @DecimalMin("0.5") @DecimalMax("0.9999") @Nullable Double confidence,
      @NotNull @Size(min = 1, max = 4) List<@NotNull @Valid DraftAttackLimit> limits) {}

  /**
   * By how much an attack may do better than a guess.
   *
   * @param attack what is tried
   * @param limit the most
   */
  @Schema(name = "PolicyPrivacyLimit")
  public record DraftAttackLimit(
      @NotNull PrivacyMeasure attack, @DecimalMin("0") @DecimalMax("1") double limit) {}

  /**
   * When probabilities mean what they say.
   *
   * @param ece the expected calibration error is at most this
   */
  @Schema(name = "PolicyCalibration")
  public record DraftCalibration(
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double ece) {}

  /**
   * When a version may take the champion's place, by what Assay computes on the same rows.
   *
   * @param margin by how much a plan may let it be worse at most, and still be not inferior
   * @param superior whether it has to be better by the plan's primary statistic; not where absent
   */
  @Schema(name = "PolicyComparison")
  public record DraftComparison(
      @NotNull @DecimalMin("0") @DecimalMax("1") Double margin, @Nullable Boolean superior) {}

  /**
   * How lately and how strongly whoever releases has to have signed in.
   *
   * @param maxAge how long ago at most, ISO 8601, from PT1M to PT24H
   * @param level how strongly at least
   */
  @Schema(name = "PolicyStepUp")
  public record DraftStepUp(
      @NotNull @Size(max = 16) @Pattern(regexp = DURATION) String maxAge,
      @Min(1) @Max(9) int level) {}

  /**
   * When a version is fair enough, by what Assay computes of counts by group.
   *
   * @param attributes which attributes have to be counted; without one, any
   * @param confidence of the intervals of all pairs of an attribute together; 0.95 where absent
   * @param groupRows how many rows each group has at least
   * @param groupConditioned how many of them a rate is a share of at least
   * @param criteria each of which has to pass for each attribute that is counted
   */
  @Schema(name = "PolicyFairness")
  public record DraftFairness(
      @Size(max = 20)
          @Nullable List<@NotNull @PlainText(max = 100) @Size(min = 1, max = 100) String>
              attributes,
      @DecimalMin("0.5") @DecimalMax("0.9999") @Nullable Double confidence,
      @Min(1) @Max(1_000_000) int groupRows,
      @Min(1) @Max(1_000_000) int groupConditioned,
      @NotNull @Size(min = 1, max = 8) List<@NotNull @Valid DraftCriterion> criteria) {}

  /**
   * Limits one of which has to be kept.
   *
   * @param anyOf the limits
   */
  @Schema(name = "PolicyFairnessCriterion")
  public record DraftCriterion(
      @NotNull @Size(min = 1, max = 8) List<@NotNull @Valid DraftLimit> anyOf) {}

  /**
   * By how much the groups of an attribute may differ.
   *
   * @param statistic what is measured, of every pair of groups
   * @param limit the most; of DEMOGRAPHIC_PARITY_RATIO the least
   */
  @Schema(name = "PolicyFairnessLimit")
  public record DraftLimit(
      @NotNull FairnessMeasure statistic,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double limit) {}

  /**
   * Which conditions may be open at a release.
   *
   * @param most how many
   * @param within how far ahead the last of them may be due, ISO 8601
   */
  @Schema(name = "PolicyOpenConditions")
  public record DraftOpenConditions(
      @Min(0) @Max(1000) int most,
      @NotNull @Size(max = 16) @Pattern(regexp = PERIOD) String within) {}

  /**
   * What an override takes beyond a lead and a reviewer.
   *
   * @param distinctUnits how many different units the two come from, at least
   * @param outside whether one of them is of another unit than the project
   * @param longest for how long it may be granted, ISO 8601; 90 days at most
   */
  @Schema(name = "PolicyOverrides")
  public record DraftOverrides(
      @Min(1) @Max(2) @Nullable Integer distinctUnits,
      @Nullable Boolean outside,
      @Size(max = 16) @Pattern(regexp = PERIOD) @Nullable String longest) {}

  /**
   * For how long what people decide is valid, by the calendar in UTC; a member that is absent sets
   * no end.
   *
   * @param approvals how long an approval counts, at least P1D and at most P10Y
   * @param releases how long a release allows deployments, if its approvals do so long
   * @param grace how long after the end of every release the version is left before it is revoked;
   *     none where absent
   */
  @Schema(name = "PolicyValidity")
  public record DraftValidity(
      @Size(max = 16) @Pattern(regexp = PERIOD) @Nullable String approvals,
      @Size(max = 16) @Pattern(regexp = PERIOD) @Nullable String releases,
      @Size(max = 16) @Pattern(regexp = PERIOD) @Nullable String grace) {}

  /**
   * A requirement in CEL.
   *
   * @param id its key among the requirements
   * @param appliesIf whom it concerns; absent where it concerns every version
   * @param satisfiedIf what must hold
   * @param overridableBy the realm roles of those who may override it
   * @param help what it is for and how to satisfy it
   */
  @Schema(name = "PolicyRequirement")
  public record DraftRequirement(
      @NotNull @Size(max = 64) @Pattern(regexp = "[a-z][a-z0-9]*(-[a-z0-9]+)*") String id,
      @Size(max = 2000) @Nullable String appliesIf,
      @NotNull @Size(max = 2000) String satisfiedIf,
      @Size(max = 3)
          @Nullable
              List<@NotNull @Pattern(regexp = "lead|ethics-reviewer|performance-reviewer") String>
              overridableBy,
      @NotNull @PlainText(max = 2000, lines = true) String help) {}
}
