package org.assay.project.usecase;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a use case: the body that adds one, and what a merge patch (RFC 7396) sees and
 * leaves.
 *
 * @param name how people call it
 * @param purpose what the organisation wants to reach by it
 * @param decisionSupported which decision it makes or prepares
 * @param users who works with what comes out
 * @param affectedPeople whom the decision concerns, vulnerable people named
 * @param jurisdictions where those people are: {@code EU}, a country (ISO 3166-1) or a part of one
 *     (ISO 3166-2)
 * @param organisationRole what the organisation is to the system
 * @param alternativesConsidered what else was considered, doing without a model included
 */
@Schema(name = "UseCaseDescription")
record UseCaseDescription(
    @NotNull
        @PlainText(max = NAME)
        @Schema(maxLength = NAME, examples = "Order of mortgage applications")
        String name,
    @NotNull
        @PlainText(max = TEXT, lines = true)
        @Schema(maxLength = TEXT, examples = "Decide in a day, and equally well for everyone.")
        String purpose,
    @NotNull
        @PlainText(max = TEXT, lines = true)
        @Schema(maxLength = TEXT, examples = "Which applications a loan officer looks at first.")
        String decisionSupported,
    @NotNull
        @PlainText(max = TEXT, lines = true)
        @Schema(maxLength = TEXT, examples = "Loan officers of the credit unit.")
        String users,
    @NotNull
        @PlainText(max = TEXT, lines = true)
        @Schema(maxLength = TEXT, examples = "Private people who apply for a first mortgage.")
        String affectedPeople,
    @NotNull @Size(min = 1, max = JURISDICTIONS) @Schema(examples = "[\"EU\", \"US-MA\"]")
        List<@NotNull @Pattern(regexp = JURISDICTION) String> jurisdictions,
    @NotNull @Schema(examples = "DEPLOYER") OrganisationRole organisationRole,
    @PlainText(max = TEXT, lines = true)
        @Schema(maxLength = TEXT, examples = "A fixed order by date; it does not find the urgent.")
        @Nullable String alternativesConsidered) {

  static final int NAME = 200;
  static final int TEXT = 4000;
  static final int JURISDICTIONS = 60;
  static final String JURISDICTION = "[A-Z]{2}(-[A-Z0-9]{1,3})?";

  /** Names no jurisdiction twice. */
  UseCaseDescription {
    // Absent until the body is validated.
    if (jurisdictions != null) {
      jurisdictions = jurisdictions.stream().distinct().toList();
    }
  }

  /**
   * Returns the names, as the API writes them, of what it says differently.
   *
   * @param before what was said before, null where nothing was
   */
  List<String> changedSince(@Nullable UseCaseDescription before) {
    if (before == null) {
      return said().entrySet().stream()
          .filter(field -> field.getValue() != null)
          .map(Map.Entry::getKey)
          .toList();
    }
    Map<String, @Nullable Object> then = before.said();
    return said().entrySet().stream()
        .filter(field -> !Objects.equals(field.getValue(), then.get(field.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, @Nullable Object> said() {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("name", name);
    said.put("purpose", purpose);
    said.put("decision_supported", decisionSupported);
    said.put("users", users);
    said.put("affected_people", affectedPeople);
    said.put("jurisdictions", jurisdictions);
    said.put("organisation_role", organisationRole);
    said.put("alternatives_considered", alternativesConsidered);
    return said;
  }
}
