package org.assay.kit.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assay.contracts.name.Digest;
import org.jspecify.annotations.Nullable;

/** A command with every kind of member. */
record WriteNote(
    @NotNull @PlainText(max = 80) String title,
    @PlainText(max = 100, lines = true) @Nullable String longText,
    @Nullable Digest contentDigest,
    @Min(0) @Max(10) @Nullable Integer weight,
    @Nullable Kind kind,
    @Size(max = 3) @Nullable List<@NotBlank String> tags,
    @Nullable Map<String, BigDecimal> metrics,
    @Nullable Instant dueAt,
    @Nullable Boolean urgent,
    @Nullable JsonNode anything,
    @Valid @Nullable Writer writtenBy) {

  enum Kind {
    SHORT,
    LONG
  }

  record Writer(@NotBlank String accountName, boolean external, List<String> units) {
    Writer {
      units = List.copyOf(units);
    }
  }
}
