package org.assay.registry.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a model, as a merge patch (RFC 7396) sees and leaves it.
 *
 * @param description what it is; null removes it
 * @param intendedUse what it is for; cannot be removed
 * @param outOfScopeUse what it must not be used for; null removes it
 * @param vendor whom it was bought from; null removes it
 * @param kind what it does; cannot be removed, nor changed once a version was submitted
 * @param paradigms how it learns, as long as the kind may change
 * @param useCaseIds the use cases of the project that it serves
 * @param owner the account of who answers for it from now on; cannot be removed. As it stands at
 *     present, the subject
 */
@Schema(name = "DescribeModel")
record DescribeModel(
    @PlainText(max = Limits.DESCRIPTION, lines = true)
        @Size(min = 1, max = Limits.DESCRIPTION)
        @Schema(examples = "Gradient-boosted trees on the applications of 1990.")
        @Nullable String description,
    @PlainText(max = Limits.USE, lines = true)
        @Size(min = 1, max = Limits.USE)
        @Schema(examples = "Suggest which mortgage applications a loan officer looks at first.")
        @Nullable String intendedUse,
    @PlainText(max = Limits.USE, lines = true)
        @Size(min = 1, max = Limits.USE)
        @Schema(examples = "Deciding alone; loans to businesses.")
        @Nullable String outOfScopeUse,
    @PlainText(max = Limits.VENDOR)
        @Size(min = 1, max = Limits.VENDOR)
        @Schema(examples = "Acme AI")
        @Nullable String vendor,
    @Schema(examples = "TABULAR") ModelKind kind,
    @Size(max = 6) @Schema(examples = "[\"SUPERVISED\"]")
        @Nullable List<@NotNull Paradigm> paradigms,
    @Size(max = Limits.USE_CASES) @Nullable List<@NotNull UUID> useCaseIds,
    @PlainText(max = Limits.ACCOUNT)
        @Size(min = 1, max = Limits.ACCOUNT)
        @Schema(examples = "engineer")
        String owner) {

  /** Names no way of learning and no use case twice. */
  DescribeModel {
    paradigms = paradigms == null ? List.of() : paradigms.stream().distinct().toList();
    useCaseIds = useCaseIds == null ? List.of() : useCaseIds.stream().distinct().toList();
  }

  /** Says how a model is described at present. */
  static DescribeModel of(Model model) {
    return new DescribeModel(
        model.description(),
        model.intendedUse(),
        model.outOfScopeUse(),
        model.vendor(),
        model.kind(),
        model.paradigms(),
        model.useCaseIds(),
        model.ownerId());
  }

  /** Returns the same with another description. */
  DescribeModel describedAs(@Nullable String other) {
    return new DescribeModel(
        other, intendedUse, outOfScopeUse, vendor, kind, paradigms, useCaseIds, owner);
  }

  /** Returns the same with the subject of another owner. */
  DescribeModel ownedBy(String subject) {
    return new DescribeModel(
        description, intendedUse, outOfScopeUse, vendor, kind, paradigms, useCaseIds, subject);
  }

  /** Returns the use cases that it serves. */
  List<UUID> uses() {
    return useCaseIds == null ? List.of() : useCaseIds;
  }

  /** Returns how it learns. */
  List<Paradigm> ways() {
    return paradigms == null ? List.of() : paradigms;
  }
}
