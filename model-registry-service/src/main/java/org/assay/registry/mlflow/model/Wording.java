package org.assay.registry.mlflow.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.mlflow.MlflowErrorCode;
import org.assay.registry.mlflow.MlflowFailure;
import org.jspecify.annotations.Nullable;

/**
 * Says what Assay refuses in the words of MLflow's own server, where it has some: scripts match
 * them, and names stand in them as the client wrote them.
 */
@ApplicationScoped
class Wording {

  /** Does something to a model. */
  <T> T of(String name, Supplier<T> act) {
    return of(name, null, act);
  }

  /** Does something to a version of a model. */
  <T> T of(String name, @Nullable Integer version, Supplier<T> act) {
    try {
      return act.get();
    } catch (ProblemException refused) {
      throw said(refused, name, version);
    }
  }

  private static ProblemException said(
      ProblemException refused, String name, @Nullable Integer version) {
    if (!(refused.type() instanceof RegistryProblem problem)) {
      return refused;
    }
    return switch (problem) {
      case MODEL_NOT_FOUND ->
          MlflowFailure.absent("Registered Model with name=%s not found".formatted(name));
      case VERSION_NOT_FOUND ->
          MlflowFailure.absent(
              "Model Version (name=%s, version=%s) not found".formatted(name, version));
      case MODEL_NAME_TAKEN ->
          new MlflowFailure(
              MlflowErrorCode.RESOURCE_ALREADY_EXISTS,
              "Registered Model (name=%s) already exists.".formatted(name));
      default -> refused;
    };
  }
}
