package org.assay.registry.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.restatement.Restated;

/**
 * Tells again of deployments that run and were reported while their version was released there, so
 * that the gate knows where a version that was deprecated since may go on.
 */
@ApplicationScoped
class DeploymentRestating implements Restated {

  private final Deployments deployments;
  private final Models models;
  private final Mismatches mismatches;
  private final EventLog events;

  DeploymentRestating(
      Deployments deployments, Models models, Mismatches mismatches, EventLog events) {
    this.deployments = deployments;
    this.models = models;
    this.mismatches = mismatches;
    this.events = events;
  }

  @Override
  public String what() {
    return "DEPLOYMENTS";
  }

  @Override
  public String next() {
    return """
        select d.id from deployment d
         where d.id > :after and d.id <= :last and d.ended_at is null
           and exists (
             select 1 from version_release r
              where r.version_id = d.version_id and r.environment = d.environment
                and r.since <= d.reported_at
                and (r.until is null or r.until > d.reported_at))
         order by d.id limit :limit
        """;
  }

  @Override
  public void restate(List<UUID> ids) {
    List<Deployment> found = deployments.list("id in ?1 order by id", ids);
    found.forEach(deployments::lock);
    tell(found.stream().filter(deployment -> deployment.endedAt() == null).toList());
  }

  private void tell(List<Deployment> running) {
    Map<UUID, Mismatch> wrong = mismatches.of(running);
    Map<UUID, ModelName> of =
        models.byId(running.stream().map(Deployment::modelId).distinct().toList()).stream()
            .collect(Collectors.toMap(Model::id, Model::fullName));
    List<NewEvent> told =
        running.stream()
            .map(
                deployment -> {
                  deployment.restated();
                  return deployment.event(
                      Objects.requireNonNull(of.get(deployment.modelId())),
                      wrong.get(deployment.id()),
                      new Cause("system:model-registry-service", deployment.reportedBy(), null));
                })
            .toList();
    deployments.flush();
    if (!told.isEmpty()) {
      events.append(told);
    }
  }
}
