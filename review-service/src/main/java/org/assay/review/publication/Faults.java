package org.assay.review.publication;

import java.util.ArrayList;
import java.util.List;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.Problem;
import org.assay.kit.problem.ProblemException;
import org.assay.review.policy.ExpressionFault;

/** What keeps a draft from being saved, each at its place. */
final class Faults {

  private final List<Problem.FieldError> found = new ArrayList<>();

  /** Notes one. */
  void add(String pointer, String code, String detail) {
    found.add(new Problem.FieldError(pointer, code, detail));
  }

  /** Notes what is wrong with an expression. */
  void add(String pointer, List<ExpressionFault> faults) {
    faults.forEach(fault -> add(pointer, fault.code(), fault.detail()));
  }

  /**
   * Refuses a draft that has any.
   *
   * @param what the draft
   * @throws ProblemException {@code VALIDATION_FAILED} with every fault
   */
  void refuse(String what) {
    if (found.isEmpty()) {
      return;
    }
    ProblemException problem =
        ProblemException.of(
            CommonProblem.VALIDATION_FAILED,
            "The %s breaks a rule: %s".formatted(what, found.getFirst().detail()));
    found.forEach(fault -> problem.at(fault.pointer(), fault.code(), fault.detail()));
    throw problem;
  }
}
