package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.contracts.event.DeploymentChanged;
import org.hibernate.Session;

/** The copies of deployments, by which the gate knows where a deprecated version runs. */
@ApplicationScoped
public class DeploymentCopies {

  private final Session entities;

  DeploymentCopies(Session entities) {
    this.entities = entities;
  }

  /**
   * Takes over a deployment as an event says it stands; a repeat changes nothing. Events of one
   * model come in order, so the copy of the version says whether it was deprecated by then. What
   * the registry says of a mismatch is not asked: whoever deploys at once reports before the
   * registry knows of the release.
   */
  public void apply(DeploymentChanged deployment) {
    write(deployment, "v.state not in ('DEPRECATED', 'REVOKED', 'RETIRED')");
  }

  /**
   * Takes over a deployment that the registry tells of again, for it was reported before they were
   * kept here. It tells of those only that were released there when they were reported, so one of a
   * version that was deprecated since goes on.
   */
  public void applyAgain(DeploymentChanged deployment) {
    write(deployment, "v.state not in ('REVOKED', 'RETIRED')");
  }

  private void write(DeploymentChanged deployment, String allowed) {
    if (deployment.versionId() == null) {
      return;
    }
    entities
        .createNativeMutationQuery(
            """
            insert into deployment_copy (id, version_id, digest, environment, allowed, ended)
            select :id, v.id, :digest, :environment,
                   v.digest = :digest and {allowed}, :ended
              from version_copy v where v.id = :version
            on conflict (id) do update set ended = true where excluded.ended
            """
                .replace("{allowed}", allowed))
        .setParameter("id", deployment.deploymentId())
        .setParameter("version", deployment.versionId())
        .setParameter("digest", deployment.digest())
        .setParameter("environment", deployment.environment())
        .setParameter("ended", deployment.endedAt() != null)
        .executeUpdate();
  }
}
