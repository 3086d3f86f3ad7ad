package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.contracts.name.Digest;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/**
 * Keeps the rows that Assay evaluates from who is not shown small counts: whoever has the rows
 * counts for themselves. They are known by their bytes, so that they are the same under another
 * path of the project, and stay so whatever became of the use; guards downloads and fills {@code
 * actions[]}.
 */
@ApplicationScoped
class EvaluatedRows {

  private final EntityManager entities;
  private final Standings standings;

  EvaluatedRows(EntityManager entities, Standings standings) {
    this.entities = entities;
    this.standings = standings;
  }

  /**
   * Goes on where the caller may have the bytes of a file. Where the copy would refuse,
   * project-service is asked first, as {@link Standings} says.
   *
   * @param standing the caller's, who may read the project's files
   * @throws ProblemException 403 {@code FILE_OF_ROWS}
   */
  void check(Artifact file, Standing standing, Caller caller) {
    if (closed(List.of(file), standing, caller).isEmpty()) {
      return;
    }
    Standing anew = standings.require(standing.key(), caller, now -> isOpenTo(now, caller));
    if (!isOpenTo(anew, caller)) {
      Refusal.check(Optional.of(refusal(file, anew)));
    }
  }

  /**
   * Returns which bytes of these files the caller may not have, in one statement at most ({@code
   * artifact_use_digest}).
   */
  Set<Digest> closed(List<Artifact> files, Standing standing, Caller caller) {
    if (files.isEmpty() || isOpenTo(standing, caller)) {
      return Set.of();
    }
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select distinct digest from artifact_use
                 where project_id = :project and digest in (:digests)
                """,
                Tuple.class)
            .setParameter("project", standing.projectId())
            .setParameter("digests", files.stream().map(file -> file.digest().value()).toList())
            .getResultList();
    return rows.stream()
        .map(row -> new Digest(((Tuple) row).get(0, String.class)))
        .collect(Collectors.toSet());
  }

  /** Refuses the bytes of a file by what is {@link #closed} to the caller. */
  static Optional<Refusal> refuses(Artifact file, Set<Digest> closed, Standing standing) {
    return closed.contains(file.digest()) ? Optional.of(refusal(file, standing)) : Optional.empty();
  }

  /** Who brings such files has them anyway; leads of the project and auditors see all counts. */
  private static boolean isOpenTo(Standing standing, Caller caller) {
    return Contribution.refuses(caller, standing).isEmpty()
        || (caller.has(Role.LEAD) && standing.role() != null)
        || caller.has(Role.AUDITOR);
  }

  private static Refusal refusal(Artifact file, Standing standing) {
    return Refusal.of(
        RegistryProblem.FILE_OF_ROWS,
        "%s has rows that Assay evaluates, which would tell the small counts that figures mask; an owner, contributor or lead of project %s downloads it, or an auditor"
            .formatted(file.path(), standing.key()));
  }
}
