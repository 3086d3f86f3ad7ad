package org.assay.registry.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.Refusal;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.project.Standing;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.ModelVersions;

/** Shows deployments of a project to a caller, a page in as many statements as one. */
@ApplicationScoped
class DeploymentViews {

  private final Accounts accounts;
  private final Models models;
  private final ModelVersions versions;
  private final Mismatches mismatches;

  DeploymentViews(Accounts accounts, Models models, ModelVersions versions, Mismatches mismatches) {
    this.accounts = accounts;
    this.models = models;
    this.versions = versions;
    this.mismatches = mismatches;
  }

  /** Shows one deployment. */
  DeploymentView view(VisibleDeployments.Found found, Caller caller) {
    return views(List.of(found.deployment()), found.standing(), caller).getFirst();
  }

  /** Shows deployments, in the order given. */
  List<DeploymentView> views(List<Deployment> deployments, Standing standing, Caller caller) {
    Around around = around(deployments);
    return deployments.stream()
        .map(deployment -> view(deployment, around, standing, caller))
        .toList();
  }

  private Around around(List<Deployment> deployments) {
    return new Around(
        models.byId(deployments.stream().map(Deployment::modelId).distinct().toList()).stream()
            .collect(Collectors.toMap(Model::id, model -> model.fullName().full())),
        versions
            .inOrder(
                deployments.stream()
                    .map(Deployment::versionId)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList())
            .stream()
            .collect(Collectors.toMap(ModelVersion::id, ModelVersion::number)),
        mismatches.of(
            deployments.stream().filter(deployment -> deployment.endedAt() == null).toList()),
        accounts.people(
            deployments.stream()
                .flatMap(
                    deployment ->
                        Stream.concat(
                            Stream.of(deployment.reportedBy()),
                            Stream.ofNullable(deployment.endedBy())))));
  }

  private static DeploymentView view(
      Deployment deployment, Around around, Standing standing, Caller caller) {
    boolean live = deployment.endedAt() == null;
    String endedBy = deployment.endedBy();
    UUID version = deployment.versionId();
    return new DeploymentView(
        deployment.id(),
        deployment.project().value(),
        around.modelName(deployment),
        deployment.modelId(),
        version == null ? null : around.versions().get(version),
        version,
        deployment.digest(),
        deployment.environment(),
        live ? DeploymentState.LIVE : DeploymentState.ENDED,
        deployment.startedAt(),
        deployment.endedAt(),
        live ? around.mismatches().get(deployment.id()) : deployment.endedAs(),
        deployment.reportedAt(),
        around.people().named(deployment.reportedBy()),
        endedBy == null ? null : around.people().named(endedBy),
        deployment.revision(),
        List.of(Refusal.asAction("end", deployment.refusesEnd(caller, standing))));
  }

  /** What stands around a page of deployments, read together. */
  private record Around(
      Map<UUID, String> models,
      Map<UUID, Integer> versions,
      Map<UUID, Mismatch> mismatches,
      People people) {

    private String modelName(Deployment deployment) {
      String name = models.get(deployment.modelId());
      if (name == null) {
        throw new IllegalStateException("Deployment " + deployment.id() + " has lost its model");
      }
      return name;
    }
  }
}
