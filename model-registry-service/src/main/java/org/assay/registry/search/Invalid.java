package org.assay.registry.search;

import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/** The refusals of searches; the first words are MLflow's, which its users look up. */
final class Invalid {

  private static final int SHOWN = 100;

  private Invalid() {}

  static ProblemException clauses(String why) {
    return invalid("Invalid clause(s) in filter string: " + why);
  }

  static ProblemException key(Key key, String accepted) {
    return invalid(
        "Invalid attribute key '%s' specified. Valid keys are %s"
            .formatted(shown(key.shown()), accepted));
  }

  static ProblemException comparator(Key key, Operator operator, String accepted) {
    return invalid(
        "Invalid comparator for attribute %s: %s is not one of %s"
            .formatted(shown(key.shown()), operator.written(), accepted));
  }

  static ProblemException value(Key key, String expected, String found) {
    return invalid(
        "Expected %s for %s. Found %s".formatted(expected, shown(key.shown()), shown(found)));
  }

  static ProblemException orderBy(String clause, String accepted) {
    return invalid(
        "Invalid order by key '%s' specified. Valid keys are %s"
            .formatted(shown(clause), accepted));
  }

  static ProblemException orderByClause(String clause) {
    return invalid(
        "Invalid order_by clause '%s'. Could not be parsed; accepted is a key and ASC or DESC"
            .formatted(shown(clause)));
  }

  static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.of(RegistryProblem.FILTER_INVALID, detail);
  }
}
