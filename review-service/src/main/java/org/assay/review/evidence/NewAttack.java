package org.assay.review.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assay.contracts.problem.Problem.FieldError;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.attack.AttackKind;
import org.assay.review.evidence.attack.AttackRoc;
import org.assay.review.evidence.attack.AttackRoc.RocPoint;
import org.assay.review.evidence.attack.AttackTrials;
import org.assay.review.evidence.attack.MemberGuesses;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.jspecify.annotations.Nullable;

/** Reads what an attack on privacy came to from what is asked. */
final class NewAttack {

  private final List<FieldError> faults = new ArrayList<>();

  private NewAttack() {}

  /**
   * Returns the attack.
   *
   * @throws ProblemException 422 naming what belongs to another kind of attack, what is missing,
   *     counts that are more than the whole, and points that are on no curve
   */
  static EvidenceContent of(AddEvidence command) {
    NewAttack read = new NewAttack();
    AttackKind kind = Objects.requireNonNull(command.attack());
    MemberGuesses counts = command.counts();
    AttackRoc roc = command.roc();
    read.belongs("/counts", kind, counts, true);
    read.belongs("/guesses", kind, command.guesses(), false);
    if (roc != null && !kind.ofMembers()) {
      read.foreign("/roc", kind);
    }
    AttackTrials guesses = command.guesses();
    if (guesses != null) {
      read.trials(guesses);
    }
    if (counts != null && roc != null) {
      read.points(counts, roc);
    }
    ProblemException.refuseAny(read.faults);
    PrivacyAttack attack = PrivacyAttack.salted(kind, counts, guesses, roc);
    if (roc != null && !attack.monotone()) {
      throw ProblemException.invalid(
          "/roc/points",
          "NOT_MONOTONE",
          "Of the points and counts, one that guesses more others finds at least as many members");
    }
    return new EvidenceContent.Attacked(
        Objects.requireNonNullElseGet(command.title(), () -> "Attack: " + kind), attack);
  }

  private void belongs(String pointer, AttackKind kind, @Nullable Object given, boolean ofMembers) {
    if (kind.ofMembers() != ofMembers && given != null) {
      foreign(pointer, kind);
    }
    if (kind.ofMembers() == ofMembers && given == null) {
      faults.add(new FieldError(pointer, "REQUIRED", "An attack of %s has it".formatted(kind)));
    }
  }

  private void trials(AttackTrials guesses) {
    AttackTrials.Control control = guesses.control();
    if (guesses.successes() > guesses.trials()) {
      tooMany("/guesses/successes");
    }
    if (control != null && control.successes() > control.trials()) {
      tooMany("/guesses/control/successes");
    }
    if (control == null && guesses.baselineRate() == null) {
      faults.add(
          new FieldError(
              "/guesses/control", "REQUIRED", "Guesses are held against those without the model"));
    }
    if (control != null && guesses.baselineRate() != null) {
      faults.add(
          new FieldError(
              "/guesses/baseline_rate", "NOT_ALLOWED", "The baseline is what the control counts"));
    }
  }

  private void foreign(String pointer, AttackKind kind) {
    faults.add(
        new FieldError(pointer, "NOT_ALLOWED", "An attack of %s has no such".formatted(kind)));
  }

  private void points(MemberGuesses counts, AttackRoc roc) {
    long members = counts.tp() + counts.fn();
    long others = counts.fp() + counts.tn();
    for (int at = 0; at < roc.points().size(); at++) {
      RocPoint point = roc.points().get(at);
      if (point.tp() > members) {
        tooMany("/roc/points/%d/tp".formatted(at));
      }
      if (point.fp() > others) {
        tooMany("/roc/points/%d/fp".formatted(at));
      }
    }
  }

  private void tooMany(String pointer) {
    faults.add(new FieldError(pointer, "EXCEEDS_TOTAL", "A part is at most as large as the whole"));
  }
}
