package org.assay.registry.card;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assay.contracts.event.EventJson;
import org.assay.kit.event.CanonicalJson;
import org.assay.kit.http.PlainText;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A model card. As canonical JSON (RFC 8785) it has a digest, by which a version names it.
 *
 * @param markdown the card as people read it: CommonMark without HTML
 * @param sections the same in parts, as far as they are written
 * @param numbers what it says was measured
 */
@Schema(name = "ModelCardContent")
public record Card(
    @NotNull
        @PlainText(max = MOST_CHARACTERS, lines = true)
        @Size(min = 1, max = MOST_CHARACTERS)
        @Schema(examples = "# Denial\n\nSuggests which applications a person looks at first.")
        String markdown,
    @Valid @Nullable Sections sections,
    @Size(max = 200) @Nullable List<@NotNull @Valid Stated> numbers) {

  /** The most characters (UTF-16 units) of a card's Markdown. */
  static final int MOST_CHARACTERS = 100_000;

  private static final int MOST_OF_A_SECTION = 10_000;

  /** Copies the list. */
  public Card {
    numbers = numbers == null ? List.of() : List.copyOf(numbers);
  }

  /** Returns what it says was measured. */
  List<Stated> stated() {
    return Objects.requireNonNullElse(numbers, List.of());
  }

  /**
   * Refuses what would not read as it is written, or says a number twice.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  void check() {
    MarkdownRule.violationOf(markdown)
        .ifPresent(
            violation -> {
              throw ProblemException.invalid("/markdown", "RAW_HTML", violation);
            });
    Set<String> seen = new HashSet<>();
    List<Stated> all = stated();
    for (int index = 0; index < all.size(); index++) {
      if (!seen.add(all.get(index).metric())) {
        throw ProblemException.invalid(
            "/numbers/%d/metric".formatted(index),
            "DUPLICATE_KEY",
            "%s is stated twice".formatted(all.get(index).metric()));
      }
    }
  }

  /** Returns it in named parts, to be compared with another one. */
  public Map<String, String> parts() {
    Map<String, String> parts = new HashMap<>();
    parts.put("markdown", markdown);
    stated().forEach(one -> parts.put("number " + one.metric(), one.value().toPlainString()));
    EventJson.mapper()
        .valueToTree(sections == null ? Map.of() : sections)
        .properties()
        .forEach(section -> parts.put(section.getKey(), section.getValue().asText()));
    return parts;
  }

  /** Returns the canonical bytes. */
  byte[] bytes() {
    return CanonicalJson.bytes(this);
  }

  /** Reads canonical bytes back. */
  static Card read(byte[] bytes) {
    try {
      return EventJson.mapper().readValue(bytes, Card.class);
    } catch (IOException e) {
      throw new UncheckedIOException("A kept card is always JSON", e);
    }
  }

  /**
   * The parts of a card, those of governance's documentation review.
   *
   * @param intendedUse what it is for
   * @param outOfScopeUse what it must not be used for
   * @param data what it was made with: period, known gaps
   * @param evaluation how it was measured, by group
   * @param limits where it fails
   * @param oversight how its output is read, and who may overrule it
   * @param change what changed since the version before
   * @param energyAndCompute what it took to make it
   * @param contact whom to ask, and where incidents go
   */
  @Schema(name = "ModelCardSections")
  public record Sections(
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String intendedUse,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String outOfScopeUse,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String data,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String evaluation,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String limits,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String oversight,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String change,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String energyAndCompute,
      @PlainText(max = MOST_OF_A_SECTION, lines = true) @Size(min = 1, max = MOST_OF_A_SECTION)
          @Nullable String contact) {}

  /**
   * A number that a card says was measured. Its digits say how exact it is: 0.83 is true of
   * anything from 0.825 to 0.835. Written with an exponent it means what it is written out: 1.2E+4
   * is 12000, to the unit.
   *
   * @param metric the name of the metric, as the version's record has it
   * @param value the number
   */
  @Schema(name = "ModelCardNumber")
  public record Stated(
      @NotNull @PlainText(max = 250) @Size(min = 1, max = 250) @Schema(examples = "auc")
          String metric,
      @NotNull
          @DecimalMin("-1e30")
          @DecimalMax("1e30")
          @Digits(integer = 31, fraction = 30)
          @Schema(examples = "0.83")
          BigDecimal value) {}
}
