package org.assay.review.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.review.classification.AskedInForce;

/** The questionnaire that the policies in force for a project name together. */
@ApplicationScoped
class QuestionnaireInForce implements AskedInForce {

  private final Policies policies;

  QuestionnaireInForce(Policies policies) {
    this.policies = policies;
  }

  @Override
  public String questionnaire(UUID projectId) {
    policies.holdBindings();
    return policies.inForce(projectId).policy().classifiedBy();
  }

  @Override
  public Map<UUID, Asked> of(Collection<UUID> projectIds) {
    Map<UUID, List<PolicyVersion>> inForce = policies.inForce(projectIds);
    Map<UUID, Asked> asked = new HashMap<>();
    for (UUID project : projectIds) {
      PolicyVersion whole = policies.united(inForce.getOrDefault(project, List.of()));
      asked.put(project, new Asked(whole.policy().classifiedBy(), whole.since()));
    }
    return asked;
  }
}
