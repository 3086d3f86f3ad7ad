package org.assay.review.classification;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
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
 * @param basedOn a classification of the model in the use case: what is left out is answered as
 *     there, as far as the question is still the same
 * @param evidence by question, the digest of what an answer rests on that lifts a floor, or that
 *     claims a lawful exception from what is prohibited: of a document in the evidence of a version
 *     of the model
 */
@Schema(name = "ClassifyModel")
record ClassifyModel(
    @NotNull @Size(min = 1, max = 300) @Schema(examples = "credit.denial") String model,
    @NotNull UUID useCaseId,
    @NotNull @Size(max = MOST) @Schema(examples = "{\"P1\": \"NO\", \"I1\": \"2\"}")
        Map<String, @NotNull @Size(min = 1, max = 40) String> answers,
    @Size(max = MOST)
        @Nullable Map<String, @NotNull @Pattern(regexp = Digest.PATTERN) String> evidence,
    @Nullable UUID basedOn) {

  private static final int MOST = 400;

  /** Returns the same with answers, and what they rest on, of an earlier classification. */
  ClassifyModel with(Map<String, String> offered, Map<String, String> named) {
    Map<String, String> all = new HashMap<>(offered);
    all.putAll(answers);
    Map<String, String> rests = new HashMap<>(named);
    rests.keySet().retainAll(offered.keySet());
    rests.keySet().removeAll(answers.keySet());
    rests.putAll(named());
    return new ClassifyModel(model, useCaseId, all, rests, basedOn);
  }

  /** Returns the evidence that was named. */
  Map<String, String> named() {
    return evidence == null ? Map.of() : Map.copyOf(evidence);
  }
}
