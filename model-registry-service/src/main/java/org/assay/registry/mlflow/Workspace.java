package org.assay.registry.mlflow;

import java.util.Optional;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.ProjectKey;

/**
 * In which project the names of a request are meant, and so how they are written: alone where the
 * project is chosen, else behind their project's key.
 */
public sealed interface Workspace {

  /** How a client chooses a project; every refusal for want of one says it. */
  String HOW_TO_CHOOSE =
      "Choose the project as the workspace (mlflow.set_workspace, MLFLOW_WORKSPACE, or the header"
          + " X-MLFLOW-WORKSPACE), or write it into the name: ";

  /** The project is chosen: a name is what it is in the project, dots and all. */
  record Chosen(ProjectKey key) implements Workspace {

    @Override
    public Optional<ProjectKey> project() {
      return Optional.of(key);
    }

    @Override
    public Placed place(String written, char separator) {
      return new Placed(key, written);
    }

    @Override
    public String write(Placed placed, char separator) {
      return placed.name();
    }
  }

  /** No project is chosen: each name says its own. */
  record Open() implements Workspace {

    @Override
    public Optional<ProjectKey> project() {
      return Optional.empty();
    }

    @Override
    public Placed place(String written, char separator) {
      int end = written.indexOf(separator);
      String example = "project" + separator + "name";
      if (end <= 0 || end == written.length() - 1) {
        throw MlflowFailure.invalid(
            "'%s' does not say which project it belongs to. %s%s."
                .formatted(written, HOW_TO_CHOOSE, example));
      }
      try {
        return new Placed(new ProjectKey(written.substring(0, end)), written.substring(end + 1));
      } catch (IllegalArgumentException noKey) {
        throw MlflowFailure.invalid(
            "'%s' does not begin with the key of a project. %s. %s%s."
                .formatted(written, noKey.getMessage(), HOW_TO_CHOOSE, example));
      }
    }

    @Override
    public String write(Placed placed, char separator) {
      return placed.project().value() + separator + placed.name();
    }
  }

  /** Returns the chosen project. */
  Optional<ProjectKey> project();

  /**
   * Reads a name.
   *
   * @param separator what stands between project and name where both are written
   * @throws MlflowFailure 400 where it does not say its project; the message says how to
   */
  Placed place(String written, char separator);

  /** Writes a name as {@link #place} reads it. */
  String write(Placed placed, char separator);

  /**
   * Reads the name of a model: {@code project.model}, or the model alone.
   *
   * @throws MlflowFailure 400 where it does not say its project or breaks a rule of names
   */
  default ModelName model(String written) {
    Placed placed = place(written, '.');
    try {
      return new ModelName(placed.project(), placed.name());
    } catch (IllegalArgumentException rule) {
      throw MlflowFailure.invalid(
          "Invalid model name: '%s'. %s.".formatted(written, rule.getMessage()));
    }
  }

  /** Writes the name of a model as {@link #model} reads it. */
  default String write(ModelName name) {
    return write(new Placed(name.project(), name.name()), '.');
  }

  /**
   * A name in its project.
   *
   * @param project the project
   * @param name the name within it, as the client wrote it
   */
  record Placed(ProjectKey project, String name) {}
}
