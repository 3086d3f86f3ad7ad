package org.assay.registry.mlflow;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The running request of an MLflow client. */
@RequestScoped
public class MlflowRequest {

  static final String WORKSPACE = "X-MLFLOW-WORKSPACE";

  private final CurrentVertxRequest current;
  private final CurrentCaller caller;
  private final Optional<String> defaultProject;

  MlflowRequest(
      CurrentVertxRequest current,
      CurrentCaller caller,
      @ConfigProperty(name = "assay.mlflow.default-project") Optional<String> defaultProject) {
    this.current = current;
    this.caller = caller;
    this.defaultProject = defaultProject;
  }

  /** Returns who sends it. */
  public Caller caller() {
    return caller.get();
  }

  /**
   * Reads a body of JSON.
   *
   * @param type a record, its members in camel case, each nullable: MLflow's clients leave out
   * @throws MlflowFailure 400 where it cannot be read
   */
  public <T> T body(byte[] body, Class<T> type) {
    return MlflowJson.body(body, type);
  }

  /**
   * Reads the query, as {@link #body} reads a body.
   *
   * @throws MlflowFailure 400 where it cannot be read
   */
  public <T> T query(Class<T> type) {
    var query = request().params();
    Map<String, List<String>> parameters =
        query.names().stream()
            .distinct()
            .collect(Collectors.toMap(Function.identity(), query::getAll));
    return MlflowJson.query(parameters, type);
  }

  /**
   * Returns the project that names are meant in: that of the header, else the installation's
   * default, else none.
   *
   * @throws MlflowFailure 400 where the header holds no project's key
   */
  public Workspace workspace() {
    String named = request().getHeader(WORKSPACE);
    if (named == null || named.isBlank()) {
      named = defaultProject.orElse(null);
    }
    return named == null ? new Workspace.Open() : new Workspace.Chosen(key(named.strip()));
  }

  /**
   * Returns a member that must be there.
   *
   * @throws MlflowFailure 400 where it is absent or empty
   */
  public static <T> T required(@Nullable T value, String name) {
    if (value == null || value.equals("")) {
      throw MlflowFailure.invalid(
          "Missing value for required parameter '%s'. See the API docs for more information about"
                  .formatted(name)
              + " request parameters.");
    }
    return value;
  }

  private HttpServerRequest request() {
    return current.getCurrent().request();
  }

  private static ProjectKey key(String text) {
    try {
      return new ProjectKey(text);
    } catch (IllegalArgumentException noKey) {
      throw MlflowFailure.invalid("A workspace is a project of Assay. " + noKey.getMessage() + ".");
    }
  }
}
