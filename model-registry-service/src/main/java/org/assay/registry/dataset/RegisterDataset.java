package org.assay.registry.dataset;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.assay.contracts.name.Digest;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to register a version of a data set.
 *
 * @param projectKey the project that answers for it
 * @param name its name
 * @param version which of the data of this name it is; the two together are taken once in a project
 * @param digest the digest of its exact bytes
 * @param clientDigest the digest that MLflow's clients compute of it, by which their runs name it
 * @param description what it holds
 * @param owners the accounts of who answers for it; the caller where none is named
 * @param source where it comes from
 * @param licence under which terms it is used
 * @param personalData how far it is about people
 * @param legalBasis why it may be used; needed where it is about people
 * @param period the time that it is about
 * @param jurisdictions whose law applies: codes of ISO 3166, or EU
 * @param retainUntil the last day it may be kept; needed where it is about people
 * @param qualityChecks checks of its quality that were run already
 */
@Schema(name = "RegisterDataset")
record RegisterDataset(
    @NotNull
        @Pattern(
            regexp = "^" + ProjectKey.PATTERN + "$",
            message = "must be a project key: lower-case letters, digits and hyphens")
        @Size(min = 3, max = 40)
        @Schema(examples = "credit")
        String projectKey,
    @NotNull @PlainText(max = 500) @Size(min = 1, max = 500) @Schema(examples = "hmda-boston")
        String name,
    @NotNull @PlainText(max = 100) @Size(min = 1, max = 100) @Schema(examples = "1990-train")
        String version,
    @NotNull
        @Pattern(
            regexp = "^" + Digest.PATTERN + "$",
            message = "must be sha256: and 64 lower-case hexadecimal digits")
        @Size(min = 71, max = 71)
        @Schema(
            examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    @PlainText(max = 71) @Size(min = 1, max = 71) @Schema(examples = "8a1f0c3e")
        @Nullable String clientDigest,
    @PlainText(max = 4000, lines = true)
        @Size(min = 1, max = 4000)
        @Schema(examples = "Mortgage applications with their decisions, two thirds of them.")
        @Nullable String description,
    @Size(min = 1, max = 20) @Schema(examples = "[\"engineer\"]")
        @Nullable List<@NotNull @PlainText(max = 200) @Size(min = 1, max = 200) String> owners,
    @NotNull
        @PlainText(max = 1000)
        @Size(min = 1, max = 1000)
        @Schema(examples = "https://www.openintro.org/data/")
        String source,
    @NotNull @PlainText(max = 200) @Size(min = 1, max = 200) @Schema(examples = "CC-BY-SA-3.0")
        String licence,
    @NotNull @Schema(examples = "PSEUDONYMOUS") PersonalData personalData,
    @PlainText(max = 1000, lines = true)
        @Size(min = 1, max = 1000)
        @Schema(
            examples = "GDPR Art. 6(1)(f): preventing unfair denials; balancing test of 2026-03")
        @Nullable String legalBasis,
    @Valid @Nullable Period period,
    @Size(max = 50) @Schema(examples = "[\"US\"]")
        @Nullable
            List<
                @NotNull
                @Pattern(
                    regexp = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$",
                    message = "must be a code of ISO 3166-1 or 3166-2, or EU")
                @Size(min = 2, max = 6) String>
            jurisdictions,
    @Schema(examples = "2031-12-31") @Nullable LocalDate retainUntil,
    @Size(max = QualityCheck.MOST_AT_ONCE)
        @Nullable List<@NotNull @Valid QualityCheck> qualityChecks) {

  /** Returns whose law applies, each once. */
  List<String> laws() {
    return jurisdictions == null ? List.of() : jurisdictions.stream().distinct().toList();
  }

  /** Returns the checks that were run already. */
  List<QualityCheck> checks() {
    return Objects.requireNonNullElse(qualityChecks, List.of());
  }

  /**
   * The time that data are about.
   *
   * @param from the first day
   * @param until the last day
   */
  @Schema(name = "DatasetPeriod")
  record Period(
      @NotNull @Schema(examples = "1990-01-01") LocalDate from,
      @NotNull @Schema(examples = "1990-12-31") LocalDate until) {}
}
