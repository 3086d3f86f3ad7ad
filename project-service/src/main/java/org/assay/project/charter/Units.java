package org.assay.project.charter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The organisation's units, which separation of duties counts: configuration {@code assay.units}.
 */
@ApplicationScoped
class Units {

  private final List<String> keys;

  Units(@ConfigProperty(name = "assay.units") List<String> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Lets a known unit pass.
   *
   * @throws ProblemException {@code UNKNOWN_UNIT} for any other
   */
  void require(String unit) {
    if (!keys.contains(unit)) {
      String detail = "The unit must be one of " + String.join(", ", keys);
      throw ProblemException.of(ProjectProblem.UNKNOWN_UNIT, detail)
          .at("/unit", ProjectProblem.UNKNOWN_UNIT.code(), detail);
    }
  }
}
