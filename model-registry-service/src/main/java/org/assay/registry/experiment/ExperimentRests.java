package org.assay.registry.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/** Knows whether a registered version rests on what an experiment holds. */
@ApplicationScoped
class ExperimentRests {

  private final EntityManager entities;

  ExperimentRests(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Goes on where no version that was not discarded holds the results of a run of it ({@code
   * run_snapshots}, {@code model_version_number_unique}).
   *
   * @throws ProblemException 409 {@code IN_USE}
   */
  void requireNone(Experiment experiment) {
    boolean any =
        !entities
            .createNativeQuery(
                """
                select 1 from run s join model_version v
                    on v.project_id = s.project_id and v.model_id = s.model_id and v.run_id = s.id
                 where s.source_experiment_id = :id and s.source_run_id is not null
                   and v.state <> 'DISCARDED' limit 1
                """,
                Tuple.class)
            .setParameter("id", experiment.id())
            .getResultList()
            .isEmpty();
    if (any) {
      throw ProblemException.of(
              RegistryProblem.IN_USE,
              "A registered version rests on a run of experiment %s, so it stays"
                  .formatted(experiment.id()))
          .help("Retire the version's model first, or leave the experiment as it is.");
    }
  }
}
