package org.assay.registry.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to register a model.
 *
 * @param name its name within the project, for ever
 * @param projectKey the project that answers for it
 * @param kind what it does
 * @param intendedUse what it is for
 * @param paradigms how it learns, none where nobody said
 * @param outOfScopeUse what it must not be used for
 * @param vendor whom it was bought from, absent of one that was made here
 * @param owner the account of who answers for it, who works in the project; the caller where none
 *     is named
 * @param useCaseIds the use cases of the project that it serves
 */
@Schema(name = "RegisterModel")
record RegisterModel(
    @NotNull
        @PlainText(max = ModelName.MAX_LENGTH)
        @Size(min = 1, max = ModelName.MAX_LENGTH)
        @Pattern(
            regexp = "^[^/:%\\s]([^/:%]*[^/:%\\s])?$",
            message = "must not contain / : or %, nor begin or end with a space")
        @Schema(examples = "denial")
        String name,
    @NotNull
        @Pattern(
            regexp = "^" + ProjectKey.PATTERN + "$",
            message = "must be a project key: lower-case letters, digits and hyphens")
        @Size(min = 3, max = 40)
        @Schema(examples = "credit")
        String projectKey,
    @NotNull @Schema(examples = "TABULAR") ModelKind kind,
    @NotNull
        @PlainText(max = Limits.USE, lines = true)
        @Size(min = 1, max = Limits.USE)
        @Schema(
            examples = "Suggest to a loan officer which mortgage applications need a second look.")
        String intendedUse,
    @Size(max = 6) @Schema(examples = "[\"SUPERVISED\"]")
        @Nullable List<@NotNull Paradigm> paradigms,
    @PlainText(max = Limits.USE, lines = true)
        @Size(min = 1, max = Limits.USE)
        @Schema(examples = "Deciding alone; loans to businesses.")
        @Nullable String outOfScopeUse,
    @PlainText(max = Limits.VENDOR)
        @Size(min = 1, max = Limits.VENDOR)
        @Schema(examples = "Acme AI")
        @Nullable String vendor,
    @PlainText(max = Limits.ACCOUNT)
        @Size(min = 1, max = Limits.ACCOUNT)
        @Schema(examples = "engineer")
        @Nullable String owner,
    @Size(max = Limits.USE_CASES) @Nullable List<@NotNull UUID> useCaseIds) {

  /** Returns the full name; valid once the record is. */
  ModelName fullName() {
    return new ModelName(new ProjectKey(projectKey), name);
  }

  /** Returns the use cases that it serves, each once. */
  List<UUID> uses() {
    return useCaseIds == null ? List.of() : useCaseIds.stream().distinct().toList();
  }

  /** Returns how it learns, each way once. */
  List<Paradigm> ways() {
    return paradigms == null ? List.of() : paradigms.stream().distinct().toList();
  }
}
