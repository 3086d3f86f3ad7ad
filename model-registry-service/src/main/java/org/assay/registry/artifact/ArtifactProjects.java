package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/** Finds the project whose artifacts a caller asks for; a foreign one looks as if it were none. */
@ApplicationScoped
public class ArtifactProjects {

  private final Standings standings;

  ArtifactProjects(Standings standings) {
    this.standings = standings;
  }

  /**
   * Finds a project whose artifacts the caller may read.
   *
   * @throws ProblemException 404 {@code PROJECT_NOT_FOUND}
   */
  public Standing toRead(String key, Caller caller) {
    return find(key, caller, Standing::mayRead);
  }

  /**
   * Finds a project as {@link #toRead} does, for what a member may who has the role for it: the
   * standing says whether the caller is one, though the copy be late.
   *
   * @throws ProblemException 404 {@code PROJECT_NOT_FOUND}
   */
  public Standing toReadAsMember(String key, Caller caller) {
    return find(key, caller, standing -> standing.role() != null);
  }

  /**
   * Finds a project to which the caller may add artifacts.
   *
   * @throws ProblemException 404 {@code PROJECT_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409
   *     {@code PROJECT_NOT_ACTIVE}
   */
  public Standing toAdd(String key, Caller caller) {
    Standing standing = find(key, caller, Standing::mayRegister);
    Refusal.check(Contribution.refusesNew(caller, standing));
    return standing;
  }

  /**
   * Finds a project of which the caller may remove artifacts, whatever its state.
   *
   * @throws ProblemException 404 {@code PROJECT_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}
   */
  public Standing toRemove(String key, Caller caller) {
    Standing standing = find(key, caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, standing));
    return standing;
  }

  private Standing find(String key, Caller caller, Predicate<Standing> suffices) {
    ProjectKey project;
    try {
      project = new ProjectKey(key);
    } catch (IllegalArgumentException noKey) {
      throw Standings.notFound(key);
    }
    return standings.require(project, caller, suffices);
  }
}
