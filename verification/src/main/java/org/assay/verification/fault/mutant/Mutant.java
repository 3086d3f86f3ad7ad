package org.assay.verification.fault.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assay.verification.fault.check.Verdict;
import org.assay.verification.fault.failpoint.Agent;
import org.assay.verification.fault.history.Kind;

/** A mistake that the product does not make, and what brings it to light. */
@SuppressWarnings("ImmutableEnumChecker") // List.of never changes
public enum Mutant {
  /** The answer leaves before the commit. */
  ACKNOWLEDGE_BEFORE_COMMIT(
      "every third answer leaves 0.7 s before its change is committed",
      Verdict.ACKNOWLEDGED_LOST,
      Kind.REGISTER,
      List.of(),
      List.of("F1 kill model-registry-service", "F1 kill review-service")),
  /** No inbox, version rule nor unique key stops an event that comes again. */
  APPLY_A_REPEAT(
      "an event that comes again is applied again",
      Verdict.DUPLICATES_APPLIED,
      Kind.SUBMIT,
      List.of(
          "alter table assessment drop constraint assessment_round_uq",
          "alter table review drop constraint review_type_uq"),
      List.of(
          "F2 fail: relay before cursor in model-registry-service",
          "F2 fail: relay before cursor in model-registry-service",
          "F2 fail: relay before cursor in model-registry-service")),
  /** The log is numbered by {@code seq > last}. */
  SEQUENCE_BY_CURSOR(
      "the sequencer takes what has a higher seq than the last, and passes by who commits late",
      Verdict.ACKNOWLEDGED_LOST,
      Kind.REGISTER,
      List.of(),
      List.of(
          "F2 delay: write before commit in model-registry-service",
          "F2 delay: write before commit in model-registry-service")),
  /** A batch is numbered from its end. */
  NUMBER_IN_REVERSE(
      "the sequencer numbers a batch from its end, predecessors or not",
      Verdict.ORDER_VIOLATIONS,
      Kind.REGISTER,
      List.of(),
      List.of("F2 delay: relay before cursor in model-registry-service")),
  /** The relay's cursor moves first. */
  CURSOR_BEFORE_PRODUCE(
      "the relay moves its cursor and then produces",
      Verdict.GAPS,
      Kind.SUBMIT,
      List.of(),
      List.of(
          "F2 fail: relay before produce in model-registry-service",
          "F2 fail: relay before produce in review-service")),
  /** The gate takes its copies for fresh. */
  GATE_IGNORES_AGE(
      "the gate takes its copies to be as new as the question",
      Verdict.FALSE_ALLOW,
      Kind.GATE,
      List.of(),
      List.of("F3 broker away for long")),
  /** The idempotency key commits apart from the effect. */
  KEY_OUTSIDE_TRANSACTION(
      "the answer is stored under its key before and apart from what it tells of",
      Verdict.ACKNOWLEDGED_LOST,
      Kind.REGISTER,
      List.of(),
      List.of(
          "F2 fail: write before commit in model-registry-service",
          "F2 fail: write before commit in project-service",
          "F2 fail: write before commit in model-registry-service"));

  private static final Pattern RULE = Pattern.compile("(?m)^RULE (.+)$");

  private final String mistake;
  private final Verdict shows;
  private final Kind emphasis;
  private final List<String> statements;
  private final List<String> faults;

  Mutant(
      String mistake, Verdict shows, Kind emphasis, List<String> statements, List<String> faults) {
    this.mistake = mistake;
    this.shows = shows;
    this.emphasis = emphasis;
    this.statements = statements;
    this.faults = faults;
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Mutant named(String label) {
    return Arrays.stream(values())
        .filter(mutant -> mutant.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there are the mutants " + labels() + ", not " + label));
  }

  /** The names of all. */
  static List<String> labels() {
    return Arrays.stream(values()).map(Mutant::label).toList();
  }

  /** Its name, as {@code --mutant} takes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does wrong, in a sentence. */
  public String mistake() {
    return mistake;
  }

  /** As what it must be noticed; what else it may show as tells less of it. */
  Verdict shows() {
    return shows;
  }

  /** What clients do more of than usual, for it shows there. */
  Kind emphasis() {
    return emphasis;
  }

  /** The names of its rules, each of which notes when it does its work. */
  List<String> rules() {
    return RULE.matcher(Agent.text(script())).results().map(rule -> rule.group(1)).toList();
  }

  /** The script of its rules. */
  String script() {
    return "mutant/" + label() + ".btm";
  }

  /** What the superuser changes in review-service's database. */
  List<String> statements() {
    return statements;
  }

  /** The names of the faults that a trial of it meets, in this order. */
  List<String> faults() {
    return faults;
  }
}
