package org.assay.review;

import java.util.Map;
import java.util.Optional;
import org.assay.contracts.problem.ProblemType;
import org.assay.kit.http.ActionView;
import org.assay.kit.problem.ProblemException;

/**
 * Why an act would be refused now: the one answer behind both the refusal itself and what {@code
 * actions[]} shows.
 *
 * @param type the kind of refusal
 * @param detail the rule that is broken and what would satisfy it
 * @param extensions further members of the problem, such as the broken duty
 */
public record Refusal(ProblemType type, String detail, Map<String, Object> extensions) {

  /** Copies the extensions. */
  public Refusal {
    extensions = Map.copyOf(extensions);
  }

  /** A refusal without further members. */
  public static Refusal of(ProblemType type, String detail) {
    return new Refusal(type, detail, Map.of());
  }

  /** Returns the exception that answers a request so. */
  public ProblemException exception() {
    ProblemException exception = ProblemException.of(type, detail);
    extensions.forEach(exception::with);
    return exception;
  }

  /** Returns how {@code actions[]} shows it. */
  public ActionView action(String name) {
    return ActionView.refused(name, type.code(), detail);
  }

  /**
   * Lets an act go on against which nothing is said.
   *
   * @throws ProblemException what is said against it
   */
  public static void refuse(Optional<Refusal> refusal) {
    refusal.ifPresent(
        why -> {
          throw why.exception();
        });
  }

  /** Returns how {@code actions[]} shows an act: allowed where nothing is said against it. */
  public static ActionView action(String name, Optional<Refusal> refusal) {
    return refusal.map(why -> why.action(name)).orElseGet(() -> ActionView.allowed(name));
  }
}
