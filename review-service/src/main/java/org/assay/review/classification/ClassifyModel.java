package org.assay.review.classification;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a model in a use case.
 *
 * @param model the model's full name
 * @param useCaseId a use case of the model's project
 * @param answers by question of the questionnaire in force; what is left out counts as UNKNOWN
 * @param evidence by question, the digest of what an answer rests on that lifts a floor: of a
 *     document in the evidence of a version of the model
 */
@Schema(name = "ClassifyModel")
record ClassifyModel(
    @NotNull @Size(min = 1, max = 300) @Schema(examples = "credit.denial") String model,
    @NotNull UUID useCaseId,
    @NotNull @Size(max = MOST) @Schema(examples = "{\"P1\": \"NO\", \"I1\": \"2\"}")
        Map<String, @NotNull @Size(min = 1, max = 40) String> answers,
    @Size(max = MOST)
        @Nullable Map<String, @NotNull @Pattern(regexp = Digest.PATTERN) String> evidence) {

  private static final int MOST = 200;

  /** Returns the evidence that was named. */
  Map<String, String> named() {
    return evidence == null ? Map.of() : Map.copyOf(evidence);
  }
}
