package org.assay.review.policy;

import jakarta.enterprise.context.ApplicationScoped;
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
}
