package org.assay.verification.fault.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/**
 * What must have succeeded for a trial to prove anything: where nothing is acknowledged, nothing is
 * lost.
 */
public final class Floor {

  private Floor() {}

  /** The kinds of which nothing was acknowledged. */
  public static List<Kind> without(Collection<Operation> operations, Collection<Kind> kinds) {
    return kinds.stream()
        .sorted()
        .filter(kind -> operations.stream().noneMatch(act -> act.kind() == kind && act.ok()))
        .toList();
  }

  /**
   * Says where a trial is under its floor.
   *
   * @param kinds of which at least one operation must have been acknowledged
   * @param share the share of the operations offered that must have been
   */
  public static List<String> missed(
      Chronicle chronicle, Collection<Kind> kinds, double share, long offered) {
    List<String> missed = new ArrayList<>();
    without(chronicle.operations(), kinds)
        .forEach(kind -> missed.add("no " + kind.label() + " was acknowledged"));
    long ok = chronicle.operations().stream().filter(Operation::ok).count();
    if (ok < share * offered) {
      missed.add(
          "only %d of %d operations were acknowledged, which is under the floor"
              .formatted(ok, offered));
    }
    chronicle.disturbances().stream()
        .filter(GateAnswers::deafening)
        .filter(silence -> unasked(chronicle, silence))
        .map(
            silence ->
                String.format(
                    Locale.ROOT,
                    "the gate was not asked while it had to deny, in '%s' at %.0f s",
                    silence.fault(),
                    silence.from() / 1e9))
        .forEach(missed::add);
    return missed;
  }

  private static boolean unasked(Chronicle chronicle, Disturbance silence) {
    return chronicle.acknowledged(Kind.GATE).noneMatch(asked -> GateAnswers.deaf(asked, silence));
  }
}
