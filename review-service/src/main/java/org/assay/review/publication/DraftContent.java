package org.assay.review.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.kit.http.PlainText;
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
 */
public record DraftContent(
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @Size(max = 12) @Nullable List<@NotNull @Valid DraftReview> reviews,
    @Min(1) @Max(50) @Nullable Integer distinctPeople,
    @Min(1) @Max(20) @Nullable Integer distinctUnits,
    @Size(max = 50) @Nullable List<@NotNull @Valid DraftRequirement> requirements,
    @Valid @Nullable DraftValidity validity,
    @Size(max = 16) @Pattern(regexp = DraftContent.PERIOD) @Nullable String rebindAfter) {

  /** A period in ISO 8601, such as {@code P12M} or {@code P14D}. */
  static final String PERIOD = "P(?!$)(\\d{1,2}Y)?(\\d{1,3}M)?(\\d{1,3}W)?(\\d{1,4}D)?";

  /**
   * A review that is asked for.
   *
   * @param type its kind
   * @param approvals how many people must approve it
   */
  @Schema(name = "PolicyReview")
  public record DraftReview(@NotNull ReviewType type, @Min(1) @Max(20) int approvals) {}

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
