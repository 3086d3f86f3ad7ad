package org.assay.registry;

import java.util.List;
import java.util.Optional;
import org.assay.contracts.problem.ProblemType;
import org.assay.kit.http.ActionView;
import org.assay.kit.problem.ProblemException;

/**
 * Why an act is refused: the same value becomes the problem that answers the act and the reason
 * that {@code actions[]} shows beforehand.
 *
 * @param type the problem it is answered with
 * @param detail what is wrong, and what would be accepted
 * @param allowed the acts that are possible instead; empty where that is not the point
 */
public record Refusal(ProblemType type, String detail, List<String> allowed) {

  /** Copies the list. */
  public Refusal {
    allowed = List.copyOf(allowed);
  }

  /** A refusal to which no other act is an answer. */
  public static Refusal of(ProblemType type, String detail) {
    return new Refusal(type, detail, List.of());
  }

  /** Shows whether an act would be accepted now. */
  public static ActionView asAction(String name, Optional<Refusal> refusal) {
    return refusal
        .map(why -> ActionView.refused(name, why.type().code(), why.detail()))
        .orElseGet(() -> ActionView.allowed(name));
  }

  /**
   * Goes on where nothing refuses.
   *
   * @throws ProblemException what the refusal says
   */
  public static void check(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw refusal.get().toProblem();
    }
  }

  /** Returns the problem to throw; a wrong transition names the allowed ones. */
  ProblemException toProblem() {
    ProblemException problem = ProblemException.of(type, detail);
    return type == RegistryProblem.ILLEGAL_TRANSITION ? problem.with("allowed", allowed) : problem;
  }
}
