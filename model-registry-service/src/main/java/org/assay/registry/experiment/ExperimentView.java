package org.assay.registry.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as HTTP shows it to one caller.
 *
 * @param id its id
 * @param projectKey the project it belongs to
 * @param name its name in the project
 * @param stage whether it is there; its runs count as deleted with it
 * @param artifactLocation where its client wants its files, absent for here
 * @param tags what is said of it
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "Experiment")
record ExperimentView(
    UUID id,
    String projectKey,
    String name,
    Stage stage,
    @Nullable String artifactLocation,
    Map<String, String> tags,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /** Shows an experiment. */
  static ExperimentView from(
      Experiment experiment, List<Entry> tags, People people, List<ActionView> actions) {
    return new ExperimentView(
        experiment.id(),
        experiment.project().value(),
        experiment.name(),
        experiment.stage(),
        experiment.artifactLocation(),
        tags.stream().collect(Collectors.toMap(Entry::key, Entry::value)),
        experiment.createdAt(),
        people.named(experiment.createdBy()),
        experiment.revision(),
        actions);
  }
}
