package org.assay.registry.project;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.ProjectServiceClient.MemberAnswer;
import org.assay.registry.project.ProjectServiceClient.NotShown;
import org.assay.registry.project.ProjectServiceClient.ProjectAnswer;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks project-service, and says plainly when it is away. */
@ApplicationScoped
class RemoteProjects {

  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final ProjectServiceClient client;

  RemoteProjects(@RestClient ProjectServiceClient client) {
    this.client = client;
  }

  /**
   * Returns a project as project-service shows it to the caller, empty where it shows none.
   *
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY}
   */
  Optional<ProjectAnswer> project(ProjectKey key, Caller caller) {
    return ask(() -> client.project(key.value(), bearer(caller)));
  }

  /**
   * Returns who is or was a member, as project-service shows it to the caller.
   *
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY}
   */
  Optional<MemberAnswer> member(ProjectKey key, String subject, Caller caller) {
    return ask(() -> client.member(key.value(), subject, bearer(caller)));
  }

  /**
   * Says whether a project has a use case, as project-service shows it to the caller.
   *
   * @throws ProblemException 503 {@code PROJECT_SERVICE_AWAY}
   */
  boolean hasUseCase(ProjectKey key, UUID id, Caller caller) {
    return ask(() -> client.useCase(key.value(), id, bearer(caller))).isPresent();
  }

  private static String bearer(Caller caller) {
    return "Bearer " + caller.token();
  }

  private static <T> Optional<T> ask(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (NotShown notShown) {
      return Optional.empty();
    } catch (RuntimeException noAnswer) {
      // Refused, timed out, circuit open or unreadable: whatever it was, the answer is missing.
      throw ProblemException.of(
              RegistryProblem.PROJECT_SERVICE_AWAY,
              "What this service knows of the project does not suffice, and project-service does"
                  + " not answer")
          .help("Send the same request again a little later.")
          .retryAfter(TRY_AGAIN)
          .because(noAnswer);
    }
  }
}
