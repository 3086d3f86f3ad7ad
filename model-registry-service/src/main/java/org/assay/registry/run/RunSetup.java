package org.assay.registry.run;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a run is made, as those who run it say.
 *
 * @param codeCommit the commit of the code
 * @param seed the seed of what is random
 * @param environment what it runs in
 * @param preprocessing what was done to the data before, in this order
 */
@Schema(name = "RunSetup")
public record RunSetup(
    @PlainText(max = 200)
        @Size(min = 1, max = 200)
        @Schema(examples = "git:4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        @Nullable String codeCommit,
    @Schema(examples = "42") @Nullable Long seed,
    @Valid @Nullable Environment environment,
    @Size(max = 100) @Nullable List<@NotNull @Valid Step> preprocessing) {

  /** Copies the list. */
  public RunSetup {
    preprocessing = preprocessing == null ? List.of() : List.copyOf(preprocessing);
  }

  /** Returns what was done to the data before, in this order. */
  public List<Step> steps() {
    return Objects.requireNonNullElse(preprocessing, List.of());
  }

  /**
   * What a run runs in.
   *
   * @param description in words
   * @param digest the digest of the image or lock file
   * @param packages versions by package
   */
  @Schema(name = "RunEnvironment")
  public record Environment(
      @PlainText(max = 500) @Size(min = 1, max = 500) @Schema(examples = "Python 3.13 on Debian 12")
          @Nullable String description,
      @Pattern(
              regexp = "^" + Digest.PATTERN + "$",
              message = "must be sha256: and 64 lower-case hexadecimal digits")
          @Size(min = 71, max = 71)
          @Schema(
              examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
          @Nullable String digest,
      @Size(max = 500) @Schema(examples = "{\"scikit-learn\": \"1.5.2\"}")
          @Nullable
              Map<
                  @PlainText(max = 200) @Size(min = 1, max = 200) String,
                  @NotNull @PlainText(max = 200) @Size(min = 1, max = 200) String>
              packages) {

    /** Returns versions by package, in order of names. */
    public SortedMap<String, String> byName() {
      return packages == null ? new TreeMap<>() : new TreeMap<>(packages);
    }
  }

  /**
   * A step of preprocessing.
   *
   * @param name what is done
   * @param detail how
   */
  @Schema(name = "PreprocessingStep")
  public record Step(
      @NotNull @PlainText(max = 200) @Size(min = 1, max = 200) @Schema(examples = "impute incomes")
          String name,
      @PlainText(max = 2000, lines = true)
          @Size(min = 1, max = 2000)
          @Schema(examples = "median by county; 0.2 % of rows")
          @Nullable String detail) {}
}
