package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assay.contracts.name.ModelName;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/** Finds models for a caller, so that what one may not know of looks as if it did not exist. */
@ApplicationScoped
public class VisibleModels {

  /** A UUID as RFC 9562 writes it; no full name has this form, since it has no dot. */
  private static final Pattern ID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Models models;
  private final Standings standings;

  VisibleModels(Models models, Standings standings) {
    this.models = models;
    this.standings = standings;
  }

  /**
   * Finds a model that the caller may read.
   *
   * @param suffices what the caller needs of the project, see {@link Standings#find}
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Found find(String fullName, Caller caller, Predicate<Standing> suffices) {
    return find(
        fullName, caller, suffices, (standing, name) -> models.named(standing.projectId(), name));
  }

  /**
   * Finds a model that the caller may read, by its full name or by its id; by its id also one that
   * was deleted, whose name may be another model's by now.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Found read(String nameOrId, Caller caller) {
    if (!ID.matcher(nameOrId).matches()) {
      return find(nameOrId, caller, Standing::mayRead);
    }
    Model model =
        models.findByIdOptional(UUID.fromString(nameOrId)).orElseThrow(() -> notFound(nameOrId));
    return standings
        .find(model.fullName().project(), caller, Standing::mayRead)
        .map(standing -> new Found(model, standing))
        .orElseThrow(() -> notFound(nameOrId));
  }

  /** Finds a model as {@link #find} does and locks its row until the transaction ends. */
  public Found lock(String fullName, Caller caller, Predicate<Standing> suffices) {
    return find(
        fullName, caller, suffices, (standing, name) -> models.lock(standing.projectId(), name));
  }

  private Found find(
      String fullName,
      Caller caller,
      Predicate<Standing> suffices,
      BiFunction<Standing, ModelName, Optional<Model>> finder) {
    ModelName name = name(fullName);
    // The project is looked at first, whether or not there is such a model: a refusal tells
    // neither.
    Standing standing =
        standings.find(name.project(), caller, suffices).orElseThrow(() -> notFound(fullName));
    return finder
        .apply(standing, name)
        .map(model -> new Found(model, standing))
        .orElseThrow(() -> notFound(fullName));
  }

  /**
   * Reads a full name; one that cannot be is a model that is not there.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}
   */
  public static ModelName name(String fullName) {
    try {
      return ModelName.parse(fullName);
    } catch (IllegalArgumentException noName) {
      throw notFound(fullName);
    }
  }

  static ProblemException notFound(String fullName) {
    return ProblemException.of(
            RegistryProblem.MODEL_NOT_FOUND,
            "There is no model %s, or you may not know of it".formatted(fullName))
        .help("A model's full name is its project's key, a dot and its name: credit.denial.");
  }

  /**
   * A model, and what the caller is in its project.
   *
   * @param model the model
   * @param standing what the caller is
   */
  public record Found(Model model, Standing standing) {}
}
